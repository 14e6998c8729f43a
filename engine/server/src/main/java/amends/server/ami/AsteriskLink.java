package amends.server.ami;

import amends.core.desk.Command;
import amends.core.pacing.QueuePicture;
import amends.server.runtime.Intake;
import amends.server.runtime.LinkListener;
import amends.server.runtime.PbxLink;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * The one link object of a PBX: hears its events, sends its commands, sees its queues, asks it for
 * evidence.
 *
 * <p>Opened while this node holds the PBX's lease; {@code leaseHeld} is asked once more before
 * every byte.
 */
public final class AsteriskLink implements PbxLink {
  static {
    LibraryLog.silence();
  }

  private final LinkParts parts;
  private volatile LinkSession session;

  /**
   * @param clock the clock letters and skew are told by: the database's, as this node knows it
   * @param leaseHeld whether this node may act for the PBX at this moment
   * @param recorder keeps the reader's raw text; null for none. The caller closes it
   */
  public AsteriskLink(
      PbxSettings pbx,
      Intake intake,
      InstantSource clock,
      NoteReader noteReader,
      BooleanSupplier leaseHeld,
      Recorder recorder) {
    ScheduledExecutorService posts =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ami-" + pbx.name() + "-post").factory());
    this.parts =
        new LinkParts(
            pbx,
            intake,
            clock,
            noteReader,
            leaseHeld,
            recorder,
            new Actions(),
            new LiveQueues(pbx.name(), clock, pbx.wrapUp(), pbx.t0()),
            new Translator(pbx.name(), intake, posts),
            new AtomicReference<>(clock.instant()),
            posts);
  }

  @Override
  public synchronized void open(LinkListener listener) {
    if (session != null) {
      throw new IllegalStateException("the link to PBX " + parts.pbx().name() + " is open already");
    }
    session = new LinkSession(parts, listener);
    session.start();
  }

  @Override
  public synchronized void close() {
    LinkSession old = session;
    session = null;
    if (old != null) {
      old.close();
    }
    parts.queues().forget();
  }

  @Override
  public void perform(Command command) {
    open().perform(command);
  }

  @Override
  public Optional<QueuePicture> look(String queue) {
    LinkSession now = session;
    return now != null && now.live() ? parts.queues().look(queue) : Optional.empty();
  }

  @Override
  public List<Channel> channels() {
    return PbxQuestions.channels(open().writer(), parts.actions());
  }

  @Override
  public boolean marked(String attempt) {
    return PbxQuestions.marked(open().writer(), parts.actions(), attempt);
  }

  /** Events that wait to be worked on; above 1,000 the operator is told. */
  public int depth() {
    LinkSession now = session;
    return now == null ? 0 : now.depth();
  }

  private LinkSession open() {
    LinkSession now = session;
    if (now == null) {
      throw new IllegalStateException(
          "the link to PBX "
              + parts.pbx().name()
              + " is closed: this node does not hold its lease");
    }
    return now;
  }
}
