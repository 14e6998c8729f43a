package amends.server.ami;

import amends.core.desk.Letter;
import amends.server.runtime.Intake;
import amends.server.store.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the letters of one call to the intake, one after the other, and tries again while the
 * lanes are full.
 *
 * <p>When it gives up, nothing is lost for good: the orders stay open, and evidence is sought for
 * what was sent.
 */
final class NewsPost {
  private static final Logger LOG = LoggerFactory.getLogger(NewsPost.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  /** With the pauses above about an hour: longer than any database is away unseen. */
  private static final int TRIES_MAX = 720;

  private final Intake intake;
  private final ScheduledExecutorService timer;
  private final Deque<Letter> waiting = new ArrayDeque<>();
  private boolean busy;

  NewsPost(Intake intake, ScheduledExecutorService timer) {
    this.intake = intake;
    this.timer = timer;
  }

  /** Sent after everything that waits already; returns at once. */
  void send(Letter letter) {
    synchronized (this) {
      waiting.add(letter);
      if (busy) {
        return;
      }
      busy = true;
    }
    offer(0, FIRST_PAUSE);
  }

  /** Nothing waits. */
  synchronized boolean idle() {
    return !busy;
  }

  private void offer(int tries, Duration pause) {
    Letter letter;
    synchronized (this) {
      letter = waiting.peek();
    }
    CompletableFuture<Reply> reply;
    try {
      reply = intake.offer(letter, Collections.unmodifiableSortedMap(new TreeMap<>()));
    } catch (RuntimeException bug) {
      reply = CompletableFuture.failedFuture(bug);
    }
    var unused = reply.whenComplete((told, bug) -> answered(letter, told, bug, tries, pause));
  }

  private void answered(Letter letter, Reply reply, Throwable bug, int tries, Duration pause) {
    boolean full = bug != null || reply instanceof Reply.Full;
    if (full && tries + 1 < TRIES_MAX) {
      Duration next =
          pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
      var unused =
          timer.schedule(() -> offer(tries + 1, next), pause.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    if (full) {
      LOG.error(
          "a letter of {} was refused {} times and is given up; evidence will settle its order",
          letter.happenedAt(),
          TRIES_MAX,
          bug);
    } else if (reply instanceof Reply.Parked parked) {
      LOG.warn("the letter {} from the PBX was parked; a person is told", parked.letter());
    }
    synchronized (this) {
      waiting.poll();
      if (waiting.isEmpty()) {
        busy = false;
        return;
      }
    }
    offer(0, FIRST_PAUSE);
  }
}
