package amends.core.order;

import java.time.Duration;
import java.time.Instant;

/** How an open promise stands against its window. */
public enum Standing {
  ON_TRACK,
  /** The first share of the window is used up. */
  AT_RISK,
  /** The second share is used up: the supervisor's turn. */
  AT_HIGH_RISK,
  /** Due has passed, and it is called all the same. */
  OVERDUE;

  /** With the shares of the design: 50 % and 80 %. */
  public static Standing of(Promise promise, Instant clock) {
    return of(promise, clock, Shares.DEFAULT);
  }

  public static Standing of(Promise promise, Instant clock, Shares shares) {
    if (!clock.isBefore(promise.due())) {
      return OVERDUE;
    }
    Duration window = Duration.between(promise.acceptedAt(), promise.due());
    Duration used = Duration.between(promise.acceptedAt(), clock);
    if (used.compareTo(window.multipliedBy(shares.high()).dividedBy(100)) >= 0) {
      return AT_HIGH_RISK;
    }
    return used.compareTo(window.multipliedBy(shares.first()).dividedBy(100)) >= 0
        ? AT_RISK
        : ON_TRACK;
  }

  /** From which share of the window on a promise is at risk, in percent. */
  public record Shares(int first, int high) {
    public static final Shares DEFAULT = new Shares(50, 80);

    public Shares {
      new Problems("the standing policy")
          .within("standing.at_risk first", first, 1, 99)
          .within("standing.at_risk second", high, first, 99)
          .refuse();
    }
  }
}
