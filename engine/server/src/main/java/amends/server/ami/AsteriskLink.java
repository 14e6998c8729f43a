package amends.server.ami;

import amends.core.desk.Command;
import amends.core.telephony.CallKey;
import amends.server.runtime.Intake;
import amends.server.runtime.LinkListener;
import amends.server.runtime.PbxLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.asteriskjava.manager.event.ManagerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one link object of a PBX: hears its events, sends its commands, sees its queues, asks it for evidence.
 *
 * <p>Opened while this node holds the PBX's lease; {@code leaseHeld} is asked once more before every byte.
 */
public final class AsteriskLink implements PbxLink {
  static {
    LibraryLog.silence();
  }

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskLink.class);
  private static final int INBOX_MAX = 15_000;

  /** A burst of newcomers is asked about once. */
  private static final Duration ASK_TOGETHER = Duration.ofMillis(100);

  private final PbxSettings pbx;
  private final Intake intake;
  private final InstantSource clock;
  private final NoteReader noteReader;
  private final BooleanSupplier leaseHeld;
  private final Recorder recorder;
  private final LiveQueues queues;
  private final Actions actions = new Actions();
  private volatile Session session;

  /**
   * @param clock the clock letters and skew are told by: the database's, as this node knows it
   * @param leaseHeld whether this node may act for the PBX at this moment
   * @param recorder keeps the reader's raw text; null for none. The caller closes it
   */
  public AsteriskLink(
      PbxSettings pbx, Intake intake, InstantSource clock, NoteReader noteReader, BooleanSupplier leaseHeld, Recorder recorder) {
    this.pbx = pbx;
    this.intake = intake;
    this.clock = clock;
    this.noteReader = noteReader;
    this.leaseHeld = leaseHeld;
    this.recorder = recorder;
    this.queues = new LiveQueues(clock, pbx.wrapUp());
  }

  @Override
  public synchronized void open(LinkListener listener) {
    if (session != null) {
      throw new IllegalStateException("the link to PBX " + pbx.name() + " is open already");
    }
    session = new Session(listener);
    session.link.start();
  }

  @Override
  public synchronized void close() {
    Session old = session;
    session = null;
    if (old != null) {
      old.close();
    }
    queues.forget();
  }

  @Override
  public void perform(Command command) {
    open().commands.perform(command);
  }

  @Override
  public Optional<QueueView> look(String queue) {
    Session now = session;
    return now != null && now.link.live() ? queues.look(queue) : Optional.empty();
  }

  @Override
  public List<Channel> channels() {
    return PbxQuestions.channels(open().link.writer(), actions);
  }

  @Override
  public boolean marked(String attempt) {
    return PbxQuestions.marked(open().link.writer(), actions, attempt);
  }

  /** Events that wait to be worked on; above 1,000 the operator is told. */
  public int depth() {
    Session now = session;
    return now == null ? 0 : now.inbox.depth();
  }

  private Session open() {
    Session now = session;
    if (now == null) {
      throw new IllegalStateException("the link to PBX " + pbx.name() + " is closed: this node does not hold its lease");
    }
    return now;
  }

  /** One stretch of holding the lease. */
  private final class Session implements AmiLink.Life, AutoCloseable {
    private final LinkListener listener;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, daemon("timer"));
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(daemon("tells"));
    private final Inbox<Runnable> inbox = new Inbox<>("ami-" + pbx.name() + "-inbox", INBOX_MAX, Runnable::run);
    private final Translator translator = new Translator(pbx.name(), intake, timer);
    private final AmiLink link = new AmiLink(pbx, clock, recorder, this);
    private final PbxGateway commands = new PbxGateway(pbx, actions, link::writer, leaseHeld, clock, translator, timer);
    private final Notes notes = new Notes(pbx.name(), actions, noteReader);
    private final ConcurrentHashMap<String, Boolean> asking = new ConcurrentHashMap<>();
    private volatile List<CallKey> wereOpen = List.of();
    private volatile Instant lastHeard = clock.instant();

    Session(LinkListener listener) {
      this.listener = listener;
      every(pbx.timings().queueSync(), () -> queues.whole(link.writer().list(actions.queues())));
      every(pbx.timings().notesEvery(), () -> notes.drain(link.writer()));
    }

    @Override
    public void heard(ManagerEvent event) {
      if (!inbox.offer(() -> work(event))) {
        link.drop("more than " + INBOX_MAX + " events of PBX " + pbx.name() + " wait: the engine cannot keep up and connects anew");
      }
    }

    private void work(ManagerEvent event) {
      lastHeard = clock.instant();
      queues.hear(event).ifPresent(this::askSoon);
      if (event instanceof AmEvent.Noted noted) {
        soon(Duration.ZERO, () -> notes.noted(link.writer(), noted.getKey()));
      }
      String order = event instanceof AmEvent said ? said.getOrder() : PbxGateway.orderOf(event);
      EventReader.read(event).ifPresent(read -> translator.hear(read, order));
    }

    @Override
    public void reconcile(AmiConnection writer) throws AmiTrouble {
      queues.whole(writer.list(actions.queues()));
      SortedSet<String> linked = new TreeSet<>();
      for (Channel channel : PbxQuestions.listed(writer, actions)) {
        linked.add(channel.linkedId());
        Optional<CallKey> placeHolder = CallKey.read(channel.uniqueId()).filter(key -> key.leg1().equals(channel.uniqueId()));
        if (placeHolder.isPresent()) {
          // Another node may have made it: its order is not known here before the dialplan names it.
          translator.expect(placeHolder.get(), PbxQuestions.orderOf(writer, actions, channel.uniqueId()));
        }
      }
      Instant aliveAt = lastHeard;
      List<CallKey> lost = wereOpen;
      inOrder(() -> translator.vanished(lost, linked, aliveAt, clock.instant()));
    }

    @Override
    public void up() {
      tell(listener::up);
      soon(Duration.ZERO, () -> notes.drain(link.writer()));
    }

    @Override
    public void down(String why) {
      queues.forget();
      inOrder(() -> wereOpen = translator.unfinished());
      tell(() -> listener.down(why));
    }

    private void askSoon(String queue) {
      if (asking.putIfAbsent(queue, true) == null) {
        soon(
            ASK_TOGETHER,
            () -> {
              asking.remove(queue);
              queues.part(link.writer().list(actions.queue(queue)));
            });
      }
    }

    /** Behind the events that were read before. */
    private void inOrder(Runnable step) {
      if (!inbox.offer(step)) {
        step.run();
      }
    }

    private void tell(Runnable word) {
      try {
        teller.execute(word);
      } catch (RejectedExecutionException closing) {
        LOG.debug("PBX {}: the link is closing, its listener hears no more", pbx.name());
      }
    }

    private void every(Duration period, Question question) {
      timer.scheduleWithFixedDelay(() -> ask(question), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void soon(Duration delay, Question question) {
      try {
        timer.schedule(() -> ask(question), delay.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        LOG.debug("PBX {}: the link is closing, nothing more is asked", pbx.name());
      }
    }

    private void ask(Question question) {
      if (!link.live()) {
        return;
      }
      try {
        question.ask();
      } catch (AmiTrouble | RuntimeException trouble) {
        if (link.live()) {
          LOG.warn("PBX {}: a question was not answered, it is asked again later: {}", pbx.name(), trouble.getMessage());
        }
      }
    }

    @Override
    public void close() {
      link.close();
      inbox.close();
      teller.shutdown();
      timer.shutdown();
    }

    private java.util.concurrent.ThreadFactory daemon(String what) {
      return Thread.ofPlatform().daemon().name("ami-" + pbx.name() + "-" + what).factory();
    }
  }

  /** Something asked of the PBX now and then. */
  private interface Question {
    void ask() throws AmiTrouble;
  }
}
