package amends.app.scene;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition with a bound. */
public final class Waits {
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private Waits() {}

  /**
   * True as soon as the condition holds; false when it did not within the bound, or the thread was
   * interrupted.
   */
  public static boolean until(Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }
}
