package amends.server.ami;

import amends.core.desk.Letter;
import amends.core.order.OrderSignal;
import amends.core.pacing.TurnNumber;
import amends.core.telephony.CallNews;
import amends.server.runtime.Intake;
import amends.server.runtime.LinkListener;
import amends.server.store.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A link with everything round it that a test looks at: what it told its listener, the letters it
 * sent, the notes it found.
 */
final class Wired implements AutoCloseable {
  static final Timings QUICK =
      new Timings(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          2,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofMillis(300));

  final AtomicInteger ups = new AtomicInteger();
  final List<String> downs = new CopyOnWriteArrayList<>();
  final List<Letter> letters = new CopyOnWriteArrayList<>();
  final Map<String, String> notes = new ConcurrentSkipListMap<>();
  final AtomicBoolean leaseHeld = new AtomicBoolean(true);
  final AsteriskLink link;
  private final Intake intake =
      (letter, addresses) -> {
        letters.add(letter);
        return CompletableFuture.completedFuture(new Reply.Said(Optional.empty()));
      };

  Wired(String pbx, int port, Account reader, Account writer, Timings timings) {
    this(pbx, port, reader, writer, timings, null);
  }

  Wired(String pbx, int port, Account reader, Account writer, Timings timings, Recorder recorder) {
    PbxSettings settings =
        new PbxSettings(
            pbx,
            "127.0.0.1",
            port,
            reader,
            writer,
            timings,
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            TurnNumber.T0_DEFAULT);
    link =
        new AsteriskLink(
            settings,
            intake,
            InstantSource.system(),
            (name, found) -> notes.putAll(new TreeMap<>(found)),
            leaseHeld::get,
            recorder);
  }

  Wired open() {
    link.open(
        new LinkListener() {
          @Override
          public void up() {
            ups.incrementAndGet();
          }

          @Override
          public void down(String why) {
            downs.add(why);
          }
        });
    return this;
  }

  Wired awaitUp(int times) {
    Until.is(() -> "up " + times + " times; downs so far: " + downs, () -> ups.get() >= times);
    return this;
  }

  String awaitDown() {
    Until.is(() -> "a sentence why it is down", () -> !downs.isEmpty());
    return downs.getFirst();
  }

  List<CallNews> news() {
    return letters.stream().map(l -> ((OrderSignal.Heard) l.signal()).news()).toList();
  }

  <N extends CallNews> Optional<N> news(Class<N> kind) {
    return news().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  <N extends CallNews> N awaitNews(Class<N> kind) {
    Until.is(() -> kind.getSimpleName() + "; news so far: " + news(), () -> news(kind).isPresent());
    return news(kind).orElseThrow();
  }

  @Override
  public void close() {
    link.close();
  }
}
