package amends.core.callback;

import amends.core.order.Problems;
import java.time.Duration;

/**
 * What a caller may ask for, and what is promised.
 *
 * @param window from the confirmation of the number to the due instant
 * @param minDelay not called back sooner: the caller has to hang up first
 * @param requestsMax requests of one caller in 24 hours; a request that a PBX noted and confirmed
 *     is never refused
 */
public record CallbackPolicy(Duration window, Duration minDelay, int requestsMax) {
  /** The time in which {@link #requestsMax} is counted. */
  public static final Duration REQUESTS_COUNTED = Duration.ofHours(24);

  public static final CallbackPolicy DEFAULT =
      new CallbackPolicy(Duration.ofHours(24), Duration.ofSeconds(60), 3);

  public CallbackPolicy {
    new Problems("the callback policy")
        .within("callback.window", window, Duration.ofMinutes(10), Duration.ofDays(30))
        .within("callback.min_delay", minDelay, Duration.ZERO, Duration.ofHours(1))
        .within("number.requests_24h", requestsMax, 1, 1000)
        .unless(
            minDelay.compareTo(window) < 0,
            "callback.min_delay",
            "must be shorter than callback.window")
        .refuse();
  }
}
