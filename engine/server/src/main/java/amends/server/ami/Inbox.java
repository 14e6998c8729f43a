package amends.server.ami;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks off the reader's hands: a bounded line of our own, worked by one thread, in order.
 *
 * <p>asterisk-java drops events above 20,000 without telling. We stop before: a full line ends the
 * connection, and what was missed is asked for after the next login.
 */
final class Inbox<T> implements AutoCloseable {
  /** From here on the operator is told. */
  static final int ALARM_DEPTH = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private final String name;
  private final BlockingQueue<T> line;
  private final Consumer<T> worker;
  private final Thread thread;
  private volatile boolean alarmed;

  Inbox(String name, int depthMax, Consumer<T> worker) {
    this.name = name;
    this.line = new ArrayBlockingQueue<>(depthMax);
    this.worker = worker;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::work);
  }

  /** Hands over; false when the line is full and the item was not taken. */
  boolean offer(T item) {
    boolean taken = line.offer(item);
    if (line.size() >= ALARM_DEPTH && !alarmed) {
      alarmed = true;
      LOG.warn(
          "{}: {} events wait to be worked on; the engine is slower than its PBX just now",
          name,
          line.size());
    }
    return taken;
  }

  /** How many wait. */
  int depth() {
    return line.size();
  }

  private void work() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        T item = line.take();
        try {
          worker.accept(item);
        } catch (Throwable e) {
          // An Error too: without this thread the link would be deaf and look healthy.
          LOG.error(
              "{}: one event of type {} could not be worked on; the others go on",
              name,
              item.getClass().getSimpleName(),
              e);
        }
        if (alarmed && line.size() < ALARM_DEPTH / 2) {
          alarmed = false;
          LOG.info("{}: caught up", name);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
