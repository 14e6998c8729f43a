package amends.core.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects every fault of a policy before refusing it, each with its key, so that one start shows
 * them all.
 */
public final class Problems {
  private final String of;
  private final List<String> found = new ArrayList<>();

  public Problems(String of) {
    this.of = of;
  }

  /** min and max are both allowed. */
  public Problems within(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      found.add(key + " is " + value + ", allowed is " + min + " to " + max);
    }
    return this;
  }

  /** min and max are both allowed. */
  public Problems within(String key, int value, int min, int max) {
    if (value < min || value > max) {
      found.add(key + " is " + value + ", allowed is " + min + " to " + max);
    }
    return this;
  }

  public Problems unless(boolean holds, String key, String fault) {
    if (!holds) {
      found.add(key + " " + fault);
    }
    return this;
  }

  /**
   * Ends the check.
   *
   * @throws IllegalArgumentException naming every fault that was found
   */
  public void refuse() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(of + " cannot be used: " + String.join("; ", found));
    }
  }
}
