package amends.server.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets the same line into the log once in a while, and counts the others: a fault must not become a
 * flood.
 */
public final class Sparingly {
  private static final int SUBJECTS_MAX = 256;

  private final Map<String, Said> subjects = new LinkedHashMap<>();
  private final long everyNanos;
  private final LongSupplier nanos;

  public Sparingly(Duration every) {
    this(every, System::nanoTime);
  }

  Sparingly(Duration every, LongSupplier nanos) {
    this.everyNanos = every.toNanos();
    this.nanos = nanos;
  }

  /**
   * Says it now, or counts it.
   *
   * @param subject what counts as the same line
   * @param line is given how many were left out since the last time
   */
  public void say(String subject, LongConsumer line) {
    long leftOut;
    synchronized (this) {
      long now = nanos.getAsLong();
      Said said = subjects.get(subject);
      if (said != null && now - said.at < everyNanos) {
        said.leftOut++;
        return;
      }
      leftOut = said == null ? 0 : said.leftOut;
      forgetOne(said == null);
      subjects.put(subject, new Said(now));
    }
    line.accept(leftOut);
  }

  /** Strangers choose some subjects; their number is bounded. */
  private void forgetOne(boolean oneMore) {
    if (oneMore && subjects.size() >= SUBJECTS_MAX) {
      subjects.remove(subjects.keySet().iterator().next());
    }
  }

  private static final class Said {
    private final long at;
    private long leftOut;

    private Said(long at) {
      this.at = at;
    }
  }
}
