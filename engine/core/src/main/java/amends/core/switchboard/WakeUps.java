package amends.core.switchboard;

import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.WakeUp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The letters that the clock writes. */
public final class WakeUps {
  private WakeUps() {}

  /** One letter for each open case of this person whose instant has come, the earliest first. */
  public static List<Letter> due(Party party, Instant clock) {
    return party.cases().values().stream()
        .filter(c -> c.wakeAt().filter(at -> !at.isAfter(clock)).isPresent())
        .sorted(
            Comparator.comparing((Case c) -> c.wakeAt().orElseThrow())
                .thenComparing(c -> c.ref().hex()))
        .map(c -> letter(c.ref(), c.wakeAt().orElseThrow(), clock))
        .toList();
  }

  /** The id holds the turn's time: a case may ask again for an instant at which it was woken. */
  private static Letter letter(CaseRef ref, Instant at, Instant clock) {
    String name = "wake " + ref.kind() + " " + ref.hex() + " " + at + " " + clock;
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new Letter(
        id, at, ref.party(), Optional.empty(), Optional.of(ref), new WakeUp(ref.kind(), at));
  }
}
