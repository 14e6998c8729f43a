package amends.core.pacing;

import amends.core.desk.CaseRef;
import java.time.Instant;
import java.util.Comparator;

/**
 * An order that could be, or is, represented in its queue. place: whole seconds count, as the PBX
 * counts them.
 */
public record Candidate(CaseRef order, int turnClass, Instant place) {
  /** Ties within a second go by the finer instant, then by name, so that two runs agree. */
  static final Comparator<Candidate> IN_TURN =
      Comparator.comparing(Candidate::turn)
          .thenComparing(Candidate::place)
          .thenComparing(c -> c.order().hex());

  TurnNumber turn() {
    return new TurnNumber(turnClass, place);
  }
}
