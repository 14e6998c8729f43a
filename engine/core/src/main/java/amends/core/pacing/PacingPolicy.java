package amends.core.pacing;

import java.time.Duration;

/**
 * How far ahead of their turn place-holders are put in.
 *
 * @param lookAhead members expected free within this count as free
 * @param aheadMin look ahead at least so far: inserting only when someone is free is too late
 * @param aheadMax look ahead at most so far: more crowds the queue
 * @param roomLeft so many places of the queue's maxlen are left to live callers
 */
public record PacingPolicy(Duration lookAhead, int aheadMin, int aheadMax, int roomLeft) {
  public static final PacingPolicy DEFAULT = new PacingPolicy(Duration.ofSeconds(5), 1, 5, 5);

  /**
   * Refuses what cannot be meant.
   *
   * @throws IllegalArgumentException naming the key that is out of its range
   */
  public PacingPolicy {
    check("pacing.look_ahead seconds", lookAhead.toSeconds(), 0, 60);
    check("pacing.ahead_min", aheadMin, 0, 50);
    check("pacing.ahead_max", aheadMax, aheadMin, 50);
    check("pacing.room_left", roomLeft, 0, 1000);
  }

  private static void check(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          key + " is " + value + ", allowed is " + min + " to " + max);
    }
  }
}
