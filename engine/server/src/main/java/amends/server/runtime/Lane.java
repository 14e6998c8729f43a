package amends.server.runtime;

import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.desk.Signal;
import amends.server.store.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bounded queue of letters and the thread that makes turns of it, in the order they came. */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Waiting wakeToStop = Waiting.of(marker(), new TreeMap<>());
  private final BlockingQueue<Waiting> queue;
  private final Worker worker;
  private final int batchMax;
  private final Thread thread;
  private volatile boolean open = true;
  private volatile boolean ended;

  Lane(String name, Worker worker, int capacity, int batchMax) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.worker = worker;
    this.batchMax = batchMax;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  String name() {
    return thread.getName();
  }

  int waiting() {
    return queue.size();
  }

  void offer(Waiting waiting) {
    if (!open || !queue.offer(waiting)) {
      waiting.reply().complete(new Reply.Full());
    } else if (ended && queue.remove(waiting)) {
      waiting.reply().complete(new Reply.Full());
    }
  }

  void stop() {
    open = false;
    // Where the queue is full this does nothing, and need not: the thread is not waiting then.
    queue.offer(wakeToStop);
  }

  boolean join(Duration patience) {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    try {
      return thread.join(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    try {
      while (open || !queue.isEmpty()) {
        List<Waiting> batch = new ArrayList<>();
        batch.add(queue.take());
        queue.drainTo(batch, batchMax - 1);
        batch.remove(wakeToStop);
        if (!batch.isEmpty()) {
          take(batch);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      List<Waiting> left = new ArrayList<>();
      queue.drainTo(left);
      left.forEach(waiting -> waiting.reply().complete(new Reply.Full()));
    }
  }

  /** A lane outlives every failure: whoever is still unanswered is told to keep his letter. */
  private void take(List<Waiting> batch) {
    try {
      worker.turn(batch);
    } catch (Throwable bug) {
      LOG.error("{} goes on after a failure that the worker should have met", name(), bug);
    }
    batch.forEach(waiting -> waiting.reply().complete(new Reply.Full()));
  }

  private static Letter marker() {
    UUID nil = new UUID(0, 0);
    return new Letter(
        nil, Instant.EPOCH, new PartyId(nil), Optional.empty(), Optional.empty(), new Signal() {});
  }
}
