package amends.lab.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A customer who was called back was bridged, with an agent on the other side.
 *
 * @param agent the agent's number; empty when no agent's leg was bridged in the same call at the
 *     same time
 * @param to when the customer's leg left the bridge; absent while it lasts (or the PBX died)
 */
public record Talk(
    String number, String attempt, Optional<String> agent, Instant from, Optional<Instant> to) {

  /** All bridges of customers' legs, in order of time. */
  public static List<Talk> from(List<CelRow> cel) {
    List<Talk> talks = new ArrayList<>();
    for (Ring ring : Ring.from(cel)) {
      for (Span span : Span.of(cel, r -> r.channel().equals(ring.bridgedChannel()))) {
        Optional<String> agent =
            Span.of(cel, r -> r.linkedid().equals(ring.linkedid()) && AgentRing.isAgent(r)).stream()
                .filter(a -> a.overlaps(span))
                .map(a -> AgentRing.number(a.channel()))
                .findFirst();
        talks.add(new Talk(ring.number(), ring.attempt(), agent, span.from(), span.to()));
      }
    }
    talks.sort(Comparator.comparing(Talk::from));
    return talks;
  }

  /** Whether the customer and an agent were joined for at least so long. */
  public boolean lasted(Duration atLeast) {
    return agent.isPresent()
        && to.isPresent()
        && Duration.between(from, to.get()).compareTo(atLeast) >= 0;
  }
}
