package amends.server.ami;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the talks of one queue take: the mean of the last ones heard, and until enough were
 * heard, what the PBX says.
 */
final class TalkTimes {
  /** The mean is over so many talks. */
  static final int LAST = 20;

  /** Fewer than so many say less than the PBX's own figure. */
  static final int ENOUGH = 5;

  private final Deque<Duration> heard = new ArrayDeque<>();
  private Duration told = Duration.ZERO;

  /** One talk has ended. */
  void heard(Duration talk) {
    heard.addLast(talk);
    if (heard.size() > LAST) {
      heard.removeFirst();
    }
  }

  /**
   * The PBX's own figure, in which each new talk weighs a quarter: quicker to follow the day than a
   * mean of many, and as quick to follow one odd talk.
   *
   * @param talk QueueParams' TalkTime, zero before the first talk
   */
  void told(Duration talk) {
    told = talk;
  }

  /** Zero while nothing is known. */
  Duration average() {
    if (heard.isEmpty() || heard.size() < ENOUGH && !told.isZero()) {
      return told;
    }
    return heard.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(heard.size());
  }
}
