package amends.server.runtime;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one step on a cadence, and sooner when nudged: polling is the truth, a nudge only saves the
 * wait.
 *
 * <p>Any number of nudges during a step is one more step. A failing step is logged (the same
 * failure once a minute) and tried again at the next beat.
 */
public final class Beat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Beat.class);

  private final BlockingQueue<Boolean> nudge = new ArrayBlockingQueue<>(1);
  private final Sparingly failures = new Sparingly(Duration.ofMinutes(1));
  private final Thread thread;
  private final Duration every;
  private final Duration least;
  private final Runnable step;
  private volatile boolean open = true;

  /**
   * @param every the cadence when nobody nudges
   * @param least the pause after each step that no nudge shortens, so that nudges cannot become a
   *     storm
   */
  public Beat(String name, Duration every, Duration least, Runnable step) {
    this.every = every;
    this.least = least;
    this.step = step;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /** The first step is done at once. */
  public Beat start() {
    thread.start();
    return this;
  }

  /** Asks for a step soon; never blocks. */
  public void nudge() {
    nudge.offer(Boolean.TRUE);
  }

  /** Ends after the step that is being done; waits for it at most 10 s. */
  @Override
  public void close() {
    open = false;
    nudge();
    if (Thread.currentThread() == thread || thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        LOG.error("{} is still in its step after 10 s", thread.getName());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (open) {
        once();
        TimeUnit.NANOSECONDS.sleep(open ? least.toNanos() : 0);
        nudge.poll(Math.max(0, every.minus(least).toNanos()), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      step.run();
    } catch (Throwable trouble) {
      failures.say(
          String.valueOf(trouble),
          more ->
              LOG.error(
                  "{} failed and goes on ({} more like it)", thread.getName(), more, trouble));
    }
  }
}
