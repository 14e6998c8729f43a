package amends.core.order;

import java.time.Instant;

/**
 * A place-holder that is on its way out of the queue; only evidence ends the reservation.
 *
 * @param tries how often it was asked to leave
 * @param askAgainAt when it is asked once more, should nothing have been heard
 */
public record Leaving(Reason reason, int tries, Instant askAgainAt) {
  /** Why a place-holder leaves, and so what the order does next. */
  public enum Reason {
    /** The agent let it pass: wait, then stand again. */
    PASSED,
    /** It rang out too often: wait, then stand again. */
    IGNORED,
    /** Pacing wants it out: ready again. */
    RECALLED,
    /** A call that was assumed placed proved to have kept the promise: close. */
    KEPT,
    /** A call that was assumed placed proved to have been cancelled by the customer: close. */
    CANCELLED
  }
}
