package amends.core.pacing;

import java.time.Instant;
import java.util.Optional;

/**
 * An agent logged in to a queue, as the PBX shows him.
 *
 * @param busySince when his present call began; empty while he has none
 * @param wrapUpUntil app_queue does not ring him before
 */
public record Member(
    String name,
    boolean paused,
    Device device,
    Optional<Instant> busySince,
    Optional<Instant> wrapUpUntil) {
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
    boolean idle =
        device == Device.NOT_IN_USE || device == Device.UNKNOWN || device == Device.RINGING;
    return counts() && idle && wrapUpUntil.filter(until -> until.isAfter(clock)).isEmpty();
  }
}
