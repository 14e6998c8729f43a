package amends.server.ami;

import amends.core.desk.Command;
import amends.core.telephony.CallKey;
import amends.core.telephony.PbxEvent;
import amends.server.runtime.LinkListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stretch of holding a PBX: from the lease gained to the lease lost, over any number of
 * connections.
 */
final class LinkSession implements AmiLink.Life, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkSession.class);
  private static final int INBOX_MAX = 15_000;

  /** A burst of newcomers is asked about once. */
  private static final Duration ASK_TOGETHER = Duration.ofMillis(100);

  /** How long a failed Originate may be overtaken by what else the PBX has to say of its call. */
  private static final Duration SETTLES = Duration.ofSeconds(2);

  private final LinkParts parts;
  private final String name;
  private final LinkListener listener;
  private final ScheduledExecutorService timer;
  private final ExecutorService teller;
  private final Inbox<Runnable> inbox;
  private final Translator translator;
  private final AmiLink link;
  private final PbxGateway commands;
  private final Notes notes;
  private final Set<String> asking = ConcurrentHashMap.newKeySet();
  // Touched only by the inbox's thread, behind the events that were read before.
  private List<CallKey> wereOpen;

  LinkSession(LinkParts parts, LinkListener listener) {
    this.parts = parts;
    this.name = parts.pbx().name();
    this.listener = listener;
    this.timer = Executors.newScheduledThreadPool(2, daemon("timer"));
    this.teller = Executors.newSingleThreadExecutor(daemon("tells"));
    this.inbox = new Inbox<>("ami-" + name + "-inbox", INBOX_MAX, Runnable::run);
    this.translator = parts.translator();
    this.wereOpen = translator.unfinished();
    this.link = new AmiLink(parts.pbx(), parts.clock(), parts.recorder(), this);
    this.commands = new PbxGateway(parts, link::writer, translator);
    this.notes = new Notes(name, parts.actions(), parts.noteReader());
  }

  void start() {
    every(
        parts.pbx().timings().queueSync(),
        () -> parts.queues().whole(writer().list(parts.actions().queues())));
    every(parts.pbx().timings().notesEvery(), () -> notes.drain(writer()));
    link.start();
  }

  void perform(Command command) {
    commands.perform(command);
  }

  boolean live() {
    return link.live();
  }

  /**
   * The account that acts.
   *
   * @throws IllegalStateException when the link is not live
   */
  AmiConnection writer() {
    return link.writer();
  }

  int depth() {
    return inbox.depth();
  }

  @Override
  public void heard(ManagerEvent event) {
    if (!inbox.offer(() -> work(event))) {
      link.drop(
          "more than "
              + INBOX_MAX
              + " events of PBX "
              + name
              + " wait: the engine cannot keep up and connects anew");
    }
  }

  private void work(ManagerEvent event) {
    // Between two connections nothing is heard, whatever the new one says before it was asked what
    // was missed.
    if (link.live() && !EventReader.isLibrarys(event)) {
      alive(parts.clock().instant());
    }
    parts.queues().hear(event).ifPresent(this::askSoon);
    if (event instanceof AmEvents.Noted noted) {
      soon(() -> notes.noted(writer(), noted.getKey()));
    }
    String order = event instanceof AmEvent said ? said.getOrder() : PbxGateway.orderOf(event);
    EventReader.read(event).ifPresent(read -> hear(read, order));
  }

  @Override
  public void alive(Instant at) {
    parts.lastHeard().accumulateAndGet(at, (known, now) -> now.isAfter(known) ? now : known);
  }

  private void hear(PbxEvent read, String order) {
    if (read instanceof PbxEvent.Originated answer && !answer.success()) {
      // The PBX sends it beside the channel's own events, at times before them: who stood and was
      // refused would look as if
      // he had never stood.
      later(SETTLES, () -> translator.hear(answer, order));
    } else {
      translator.hear(read, order);
    }
  }

  @Override
  public void reconcile(AmiConnection writer) throws AmiTrouble {
    parts.queues().whole(writer.list(parts.actions().queues()));
    SortedSet<String> linked = new TreeSet<>();
    List<PbxEvent> bridged = new ArrayList<>();
    Instant aliveAt = parts.lastHeard().get();
    Instant now = parts.clock().instant();
    for (CoreShowChannelEvent channel : PbxQuestions.listed(writer, parts.actions())) {
      String id = PbxQuestions.text(channel.getUniqueid());
      linked.add(PbxQuestions.text(channel.getLinkedid()));
      Optional<CallKey> call = CallKey.read(id).filter(key -> key.leg1().equals(id));
      if (call.isPresent() && !translator.knowsOrder(call.get())) {
        // Another node made it: its order is not known here until the dialplan names it.
        translator.expect(call.get(), PbxQuestions.orderOf(writer, parts.actions(), id));
      }
      String bridge = PbxQuestions.text(channel.getBridgeid());
      if (call.isPresent() && !bridge.isEmpty()) {
        // Of a talk that is on, this is the least that can be said: it lasts since now.
        bridged.add(new PbxEvent.BridgeEntered(id, bridge, id, now));
      }
    }
    inOrder(
        () -> {
          translator.vanished(wereOpen, linked, aliveAt, now);
          wereOpen = List.of();
          bridged.forEach(talk -> translator.hear(talk, ""));
        });
  }

  @Override
  public void up() {
    tell(listener::up);
    soon(() -> notes.drain(writer()));
  }

  @Override
  public void down(String why) {
    parts.queues().forget();
    inOrder(() -> wereOpen = translator.unfinished());
    tell(() -> listener.down(why));
  }

  private void askSoon(String queue) {
    if (asking.add(queue)) {
      later(
          ASK_TOGETHER,
          () -> {
            asking.remove(queue);
            ask(() -> parts.queues().part(writer().list(parts.actions().queue(queue))));
          });
    }
  }

  /** Behind the events that were read before. */
  private void inOrder(Runnable step) {
    if (!inbox.offer(step)) {
      LOG.warn("PBX {}: the inbox is full; what vanished is left to evidence", name);
    }
  }

  private void tell(Runnable word) {
    try {
      teller.execute(word);
    } catch (RejectedExecutionException closing) {
      LOG.debug("PBX {}: the link is closing, its listener hears no more", name);
    }
  }

  private void every(Duration period, Question question) {
    long millis = period.toMillis();
    var unused =
        timer.scheduleWithFixedDelay(() -> ask(question), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void soon(Question question) {
    later(Duration.ZERO, () -> ask(question));
  }

  private void later(Duration delay, Runnable task) {
    try {
      var unused = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("PBX {}: the link is closing, nothing more is asked", name);
    }
  }

  private void ask(Question question) {
    try {
      if (link.live()) {
        question.ask();
      }
    } catch (AmiTrouble | RuntimeException trouble) {
      if (link.live()) {
        LOG.warn(
            "PBX {}: a question was not answered, it is asked again later: {}",
            name,
            trouble.getMessage());
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

  private ThreadFactory daemon(String what) {
    return Thread.ofPlatform().daemon().name("ami-" + name + "-" + what).factory();
  }

  /** Something asked of the PBX now and then. */
  private interface Question {
    void ask() throws AmiTrouble;
  }
}
