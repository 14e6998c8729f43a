package amends.server.ami;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.asteriskjava.manager.event.ManagerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps both accounts of one PBX logged in, from {@link #start} to {@link #close}, and says when
 * they can be used.
 *
 * <pre>
 *   connect both ─ FullyBooted ─ clocks agree ─ asked what was missed ─► LIVE ─ ping, ping, … ─┐
 *      ▲                                                                                       │ silence, 2 misses, EOF
 *      └────────────── pause, doubled up to its longest ◄── DOWN, with a sentence ◄────────────┘
 * </pre>
 *
 * <p>One object is one stretch of holding the PBX; it is not started again.
 */
final class AmiLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);
  private final PbxSettings pbx;
  private final InstantSource clock;
  private final Recorder recorder;
  private final Life life;
  private final Thread thread;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private volatile AmiConnection reader;
  private volatile AmiConnection writer;
  private volatile boolean live;
  private volatile String why;

  /**
   * What the link's owner does as it goes up and down; all but {@link #heard} on the link's own
   * thread.
   */
  interface Life {
    /** An event, on the library's thread: hand it over and return. */
    void heard(ManagerEvent event);

    /** The live link was answered: what the PBX had to say until this instant has been read. */
    void alive(Instant at);

    /** Asks for all that may have been missed; the link is live after it. */
    void reconcile(AmiConnection writer) throws AmiTrouble;

    void up();

    void down(String why);
  }

  /**
   * @param recorder null where nothing is recorded
   */
  AmiLink(PbxSettings pbx, InstantSource clock, Recorder recorder, Life life) {
    this.pbx = pbx;
    this.clock = clock;
    this.recorder = recorder;
    this.life = life;
    this.why = "PBX " + pbx.name() + " was not connected yet";
    this.thread = Thread.ofPlatform().daemon().name("ami-" + pbx.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * The account that acts.
   *
   * @throws IllegalStateException when the link is not live: no byte has left
   */
  AmiConnection writer() {
    AmiConnection now = writer;
    if (!live || now == null) {
      throw new IllegalStateException(why);
    }
    return now;
  }

  boolean live() {
    return live;
  }

  /** Ends this connection and makes a new one, as after any other loss. */
  void drop(String reason) {
    AmiConnection now = reader;
    if (now != null) {
      now.over().complete(reason);
      now.close();
    }
  }

  private void run() {
    Duration pause = pbx.timings().backoffMin();
    while (!closing.isDone()) {
      boolean wasLive = false;
      String ended;
      try (AmiConnection r = connection(pbx.reader(), recorder, life::heard);
          AmiConnection w = connection(pbx.writer(), null, event -> {})) {
        reader = r;
        writer = w;
        r.login();
        r.awaitBoot();
        w.login();
        ended = serve(r, w);
        wasLive = true;
      } catch (AmiTrouble trouble) {
        ended = trouble.getMessage();
      } catch (RuntimeException bug) {
        LOG.error("PBX {}: the link stumbled", pbx.name(), bug);
        ended = "the link stumbled: " + bug;
      }
      down(ended);
      pause = wasLive ? pbx.timings().backoffMin() : longer(pause);
      rest(pause);
    }
    live = false;
  }

  private AmiConnection connection(Account account, Recorder tape, Consumer<ManagerEvent> heard) {
    return new AmiConnection(pbx.host(), pbx.port(), account, pbx.timings(), clock, tape, heard);
  }

  /** Live until something ends it; the sentence why. After a miss it is asked again sooner. */
  private String serve(AmiConnection r, AmiConnection w) throws AmiTrouble {
    int misses = 0;
    CompletableFuture<Object> end = CompletableFuture.anyOf(r.over(), w.over(), closing);
    while (true) {
      try {
        Instant asked = clock.instant();
        boolean listened = live;
        boolean agree = clocksAgree(r.ping(clock));
        if (listened) {
          life.alive(asked);
        }
        w.ping(clock);
        misses = 0;
        if (agree && !live) {
          up(w);
        }
      } catch (org.asteriskjava.manager.TimeoutException | IOException | IllegalStateException e) {
        misses++;
        if (misses >= pbx.timings().missesMax()) {
          return "PBX "
              + pbx.name()
              + " left "
              + misses
              + " pings in a row unanswered ("
              + pbx.timings().pingAnswer().toMillis()
              + " ms each): the connection or the PBX stands still";
        }
      }
      try {
        Duration rest =
            misses == 0 ? pbx.timings().pingEvery() : pbx.timings().pingEvery().dividedBy(5);
        return String.valueOf(end.get(rest.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException quiet) {
        LOG.trace("PBX {}: time for a ping", pbx.name());
      } catch (ExecutionException | InterruptedException e) {
        return "the link was interrupted";
      }
    }
  }

  private void up(AmiConnection w) throws AmiTrouble {
    try {
      life.reconcile(w);
    } catch (Refused refused) {
      throw new AmiTrouble(
          "PBX "
              + pbx.name()
              + ": "
              + refused.getMessage()
              + "; account '"
              + pbx.writer().user()
              + "' needs write = call,originate,reporting in manager.conf",
          refused);
    }
    live = true;
    why = "";
    LOG.info(
        "PBX {}: both accounts are logged in at {}:{}, {}",
        pbx.name(),
        pbx.host(),
        pbx.port(),
        w.version());
    life.up();
  }

  private boolean clocksAgree(Duration skew) {
    boolean agree = skew.abs().compareTo(pbx.timings().skewMax()) <= 0;
    if (!agree) {
      down(
          "the clock of PBX "
              + pbx.name()
              + " is "
              + skew.toSeconds()
              + " s off ours (more than "
              + pbx.timings().skewMax().toSeconds()
              + "): nothing is dialled; let both machines keep time by NTP");
    }
    return agree;
  }

  private void down(String sentence) {
    boolean changed = live || !sentence.equals(why);
    live = false;
    why = sentence;
    if (changed && !closing.isDone()) {
      LOG.warn("PBX {} is down: {}", pbx.name(), sentence);
      life.down(sentence);
    }
  }

  private Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(pbx.timings().backoffMax()) > 0 ? pbx.timings().backoffMax() : twice;
  }

  /** With a little chance in it, so that nodes and accounts do not all knock at once. */
  private void rest(Duration pause) {
    long millis = pause.toMillis() * ThreadLocalRandom.current().nextLong(80, 121) / 100;
    closing.copy().completeOnTimeout(null, Math.max(1, millis), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    live = false;
    why = "the link to PBX " + pbx.name() + " is closed";
    closing.complete(null);
    for (AmiConnection open : new AmiConnection[] {reader, writer}) {
      if (open != null) {
        open.close();
      }
    }
  }
}
