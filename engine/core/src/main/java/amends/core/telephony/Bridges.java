package amends.core.telephony;

import amends.core.telephony.PbxEvent.BridgeEntered;
import amends.core.telephony.PbxEvent.BridgeLeft;
import amends.core.telephony.PbxEvent.OfCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How long the customer's leg was connected with an agent: the longest stay in one bridge, never a
 * DIALSTATUS.
 */
final class Bridges {
  private Bridges() {}

  /** One stay; until is empty while it lasts. */
  record Stay(Instant since, Optional<Instant> until) {
    /** Whole seconds, counted to {@code end} where the stay has no end of its own. */
    int seconds(Instant end) {
      return (int) Math.max(0, Duration.between(since, until.orElse(end)).toSeconds());
    }
  }

  /**
   * The longest stay, of equals the earliest.
   *
   * @param agentLeg stands in for a BridgeEnter of the customer's leg that was lost: both enter the
   *     same bridge; and for the customer of whom nothing was heard, since it is bridged with
   *     nobody else
   * @param end counts for a stay whose BridgeLeave was lost
   */
  static Optional<Stay> longest(
      List<OfCall> seen, SortedSet<String> customerLegs, String agentLeg, Instant end) {
    SortedSet<String> customer =
        customerLegs.isEmpty() ? new TreeSet<>(List.of(agentLeg)) : customerLegs;
    return seen.stream()
        .flatMap(e -> bridge(e, customer).stream())
        .distinct()
        .flatMap(bridge -> stay(seen, bridge, customer, agentLeg).stream())
        .max(
            Comparator.comparingInt((Stay s) -> s.seconds(end))
                .thenComparing(Stay::since, Comparator.reverseOrder()));
  }

  private static Optional<String> bridge(OfCall event, SortedSet<String> customer) {
    return switch (event) {
      case BridgeEntered e when customer.contains(e.uniqueid()) -> Optional.of(e.bridge());
      case BridgeLeft e when customer.contains(e.uniqueid()) -> Optional.of(e.bridge());
      default -> Optional.empty();
    };
  }

  private static Optional<Stay> stay(
      List<OfCall> seen, String bridge, SortedSet<String> customer, String agentLeg) {
    Optional<Instant> left =
        seen.stream()
            .filter(
                e ->
                    e instanceof BridgeLeft l
                        && l.bridge().equals(bridge)
                        && customer.contains(l.uniqueid()))
            .map(OfCall::at)
            .max(Comparator.naturalOrder());
    return entered(seen, bridge, customer)
        .or(() -> entered(seen, bridge, new TreeSet<>(List.of(agentLeg))))
        .map(since -> new Stay(since, left));
  }

  private static Optional<Instant> entered(
      List<OfCall> seen, String bridge, SortedSet<String> legs) {
    return seen.stream()
        .filter(
            e ->
                e instanceof BridgeEntered b
                    && b.bridge().equals(bridge)
                    && legs.contains(b.uniqueid()))
        .map(OfCall::at)
        .min(Comparator.naturalOrder());
  }
}
