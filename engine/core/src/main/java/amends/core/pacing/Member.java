package amends.core.pacing;

import amends.core.desk.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent logged in to a queue, as the PBX shows him.
 *
 * @param busySince when his present call began; empty while he has none, and where its beginning
 *     was not seen
 * @param wrapUpUntil app_queue does not ring him before
 * @param wrapUp how long app_queue will leave him alone after his present call, zero without one
 * @param serves the person whose place-holder he has answered: it waits in the queue no more
 */
public record Member(
    String name,
    boolean paused,
    Device device,
    Optional<Instant> busySince,
    Optional<Instant> wrapUpUntil,
    Duration wrapUp,
    Optional<PartyId> serves) {
  /** The states of a member's phone, as the PBX numbers them. */
  public enum Device {
    UNKNOWN,
    NOT_IN_USE,
    IN_USE,
    BUSY,
    INVALID,
    UNAVAILABLE,
    RINGING,
    RING_IN_USE,
    ON_HOLD
  }

  /** Logged in, not paused, and with a phone that can be reached. */
  public boolean counts() {
    return !paused && device != Device.INVALID && device != Device.UNAVAILABLE;
  }

  /** Can take the next turn; who is being rung is about to take the one before. */
  public boolean free(Instant clock) {
    return counts() && idle() && wrapUpUntil.filter(until -> until.isAfter(clock)).isEmpty();
  }

  /**
   * From when on he may be free again, should his talk take the average; wrap-up included.
   *
   * <p>Of a talk that has outlasted the average, of one whose beginning was not seen, and while no
   * average is known, nothing says that it goes on: it may end at any moment, so only the wrap-up
   * is certain. To take such a talk for a long one would be to find two agents free in the same
   * second with one place-holder standing, and the live caller behind it answered out of turn; to
   * take it for a short one costs a place-holder that stands a little early, in its own place.
   *
   * @param averageTalk zero where nothing is known
   */
  Instant expectedFree(Duration averageTalk, Instant clock) {
    Instant wrappedUp = wrapUpUntil.orElse(clock);
    if (idle()) {
      return wrappedUp;
    }
    Instant talkEnds =
        averageTalk.isZero()
            ? clock
            : busySince.map(since -> since.plus(averageTalk)).orElse(clock);
    return later(later(talkEnds, clock).plus(wrapUp), wrappedUp);
  }

  private boolean idle() {
    return device == Device.NOT_IN_USE || device == Device.UNKNOWN || device == Device.RINGING;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
