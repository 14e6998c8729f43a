package amends.lab.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds customers whose telephone rang when it must not ring again. */
public final class RungTwice {
  private RungTwice() {}

  /** Why a ring was one too many. */
  public enum Kind {
    /** The same attempt was dialled twice. */
    SAME_ATTEMPT,
    /** It rang again before the pause after the ring before was over. */
    INSIDE_GAP,
    /** It rang again although they had talked, and nothing new was promised since. */
    AFTER_TALK
  }

  /** One ring too many. */
  public record Offence(Kind kind, Ring ring, Ring before) {
    @Override
    public String toString() {
      return ring.number()
          + " rang at "
          + ring.at()
          + " (attempt "
          + ring.attempt()
          + ") after "
          + before.at()
          + " (attempt "
          + before.attempt()
          + "): "
          + kind;
    }
  }

  /**
   * All offences, at most one a ring.
   *
   * @param gap the shortest pause the configuration allows between two rings, from the end of the
   *     one before
   * @param talkMin a talk of at least this length keeps the promise
   */
  public static List<Offence> find(
      List<Ring> rings, List<Talk> talks, List<Booking> bookings, Duration gap, Duration talkMin) {
    List<Offence> offences = new ArrayList<>();
    for (int i = 0; i < rings.size(); i++) {
      Ring ring = rings.get(i);
      for (int j = i - 1; j >= 0; j--) {
        Ring before = rings.get(j);
        if (!ring.attempt().isEmpty() && ring.attempt().equals(before.attempt())) {
          offences.add(new Offence(Kind.SAME_ATTEMPT, ring, before));
          break;
        }
        if (!Numbers.same(ring.number(), before.number())
            || promisedAnew(bookings, before, ring.at())) {
          continue;
        }
        if (talks.stream()
            .anyMatch(
                t ->
                    t.attempt().equals(before.attempt())
                        && Numbers.same(t.number(), before.number())
                        && !t.from().isBefore(before.at())
                        && t.from().isBefore(ring.at())
                        && t.lasted(talkMin))) {
          offences.add(new Offence(Kind.AFTER_TALK, ring, before));
          break;
        }
        if (ring.at().isBefore(before.ended().orElse(before.at()).plus(gap))) {
          offences.add(new Offence(Kind.INSIDE_GAP, ring, before));
          break;
        }
      }
    }
    return offences;
  }

  private static boolean promisedAnew(List<Booking> bookings, Ring before, Instant until) {
    return bookings.stream()
        .anyMatch(
            b ->
                b.isPromise()
                    && Numbers.same(b.number(), before.number())
                    && b.asked().isAfter(before.at())
                    && b.asked().isBefore(until));
  }
}
