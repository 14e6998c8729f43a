package amends.core.telephony;

import amends.core.telephony.PbxEvent.OfCall;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The events of one call as a set: questions to it never depend on the order of reading. */
record CallEvents(CallKey key, List<OfCall> seen) {
  /** Its Hangup was seen. */
  boolean hungUp(String leg) {
    return seen.stream().anyMatch(e -> e instanceof PbxEvent.HungUp h && h.uniqueid().equals(leg));
  }

  /** Anything at all was seen of this channel. */
  boolean signOf(String leg) {
    return seen.stream()
        .anyMatch(
            e ->
                switch (e) {
                  case PbxEvent.Appeared a -> a.uniqueid().equals(leg);
                  case PbxEvent.StateChanged s -> s.uniqueid().equals(leg);
                  case PbxEvent.QueueJoined j -> j.uniqueid().equals(leg);
                  case PbxEvent.BridgeEntered b -> b.uniqueid().equals(leg);
                  case PbxEvent.HungUp h -> h.uniqueid().equals(leg);
                  case PbxEvent.DialBegan d -> d.uniqueid().equals(leg);
                  case PbxEvent.Vanished v -> true;
                  default -> false;
                });
  }

  /**
   * Who the agent's side dialled, and who said that the customer is up; of a Local customer its
   * near half.
   */
  SortedSet<String> customerLegs() {
    SortedSet<String> legs = new TreeSet<>();
    for (OfCall event : seen) {
      if (event instanceof PbxEvent.CustomerUp up && !up.uniqueid().isEmpty()) {
        legs.add(up.uniqueid());
      }
      if (event instanceof PbxEvent.DialBegan dial && dial.uniqueid().equals(key.leg1())) {
        legs.add(dial.dest());
      }
    }
    return legs;
  }

  /** The attempt the dialplan names; of several, which cannot be, the first by name. */
  Optional<UUID> attempt() {
    return seen.stream()
        .flatMap(e -> att(e).stream())
        .flatMap(a -> key.attempt(a).stream())
        .min(Comparator.comparing(UUID::toString));
  }

  private static Optional<String> att(OfCall event) {
    return switch (event) {
      case PbxEvent.NotDialled e -> Optional.of(e.att());
      case PbxEvent.Started e -> Optional.of(e.att());
      case PbxEvent.CustomerUp e -> Optional.of(e.att());
      case PbxEvent.Dialled e -> Optional.of(e.att());
      case PbxEvent.Disposition e -> Optional.of(e.att());
      case PbxEvent.AgentEnded e -> Optional.of(e.att());
      case PbxEvent.AgentLeftFirst e -> Optional.of(e.att());
      default -> Optional.empty();
    };
  }

  <E extends OfCall> Optional<E> one(Class<E> kind) {
    return one(kind, e -> true);
  }

  /**
   * Of several the earliest, of those the first by their text, so that the order of reading cannot
   * matter.
   */
  <E extends OfCall> Optional<E> one(Class<E> kind, Predicate<E> which) {
    return seen.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(which)
        .min(Comparator.comparing((E e) -> e.at()).thenComparing(Object::toString));
  }

  Optional<Instant> first(Predicate<OfCall> which) {
    return at(which, s -> s.min(Comparator.naturalOrder()));
  }

  Optional<Instant> last(Predicate<OfCall> which) {
    return at(which, s -> s.max(Comparator.naturalOrder()));
  }

  private Optional<Instant> at(
      Predicate<OfCall> which, Function<Stream<Instant>, Optional<Instant>> pick) {
    return pick.apply(seen.stream().filter(which).map(OfCall::at));
  }
}
