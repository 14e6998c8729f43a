package amends.server.runtime;

import amends.core.desk.CaseRef;
import amends.core.desk.Letter;
import amends.core.desk.Signal;
import amends.core.order.OrderSignal;
import amends.core.pacing.Candidate;
import amends.core.pacing.Pacing;
import amends.core.pacing.QueuePicture;
import amends.server.store.Lease;
import amends.server.store.Reply;
import amends.server.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lets orders into the queues of one PBX, and takes place-holders out: looks at the queue, looks at
 * the orders, asks {@link Pacing}.
 *
 * <p>What it decides travels as letters under the lease's fence, so that a node that stood still
 * cannot act on an old picture. While a letter about an order is on its way, nothing more is
 * decided about that order, and the same is not said again at once: a place-holder that was called
 * back takes its time to leave.
 */
final class Pacer {
  /** The same word to the same order again only after this. */
  private static final Duration SAY_AGAIN = Duration.ofSeconds(2);

  private final String pbx;
  private final List<String> queues;
  private final QueueWatch watch;
  private final Store store;
  private final Intake intake;
  private final Pacing pacing;
  private final Supplier<Optional<Lease>> mayAct;
  private final InstantSource clock;
  private final UUID life = UUID.randomUUID();
  private final AtomicLong decisions = new AtomicLong();
  private final Map<UUID, Letter> onTheirWay = new ConcurrentHashMap<>();
  private final Map<UUID, Letter> justSaid = new TreeMap<>();

  Pacer(
      String pbx,
      List<String> queues,
      QueueWatch watch,
      Store store,
      Intake intake,
      Pacing pacing,
      Supplier<Optional<Lease>> mayAct,
      InstantSource clock) {
    this.pbx = pbx;
    this.queues = List.copyOf(queues);
    this.watch = watch;
    this.store = store;
    this.intake = intake;
    this.pacing = pacing;
    this.mayAct = mayAct;
    this.clock = clock;
  }

  /** One look at every queue; a queue whose picture is not whole is left as it is. */
  void step() {
    mayAct.get().ifPresent(lease -> queues.forEach(queue -> pace(queue, lease)));
  }

  private void pace(String queue, Lease lease) {
    // The orders are read after the picture: an order that has just left Ready is then not released
    // from an old list.
    Optional<QueuePicture> picture = watch.look(queue);
    if (picture.isEmpty()) {
      return;
    }
    List<Store.OrderInTurn> orders = store.inTurn(pbx, queue);
    List<Candidate> reserving = candidates(orders, "reserving");
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (CaseRef order : pacing.recall(picture.get(), reserving)) {
      send(order, new OrderSignal.Recalled(lease.name(), lease.fence(), "fewer-members"), now);
    }
    for (CaseRef order :
        pacing.release(picture.get(), candidates(orders, "ready"), reserving, now)) {
      send(order, new OrderSignal.Released(lease.name(), lease.fence()), now);
    }
  }

  private static List<Candidate> candidates(List<Store.OrderInTurn> orders, String stage) {
    return orders.stream()
        .filter(o -> o.stage().equals(stage))
        .map(o -> new Candidate(o.order(), o.turnClass(), o.place()))
        .toList();
  }

  private void send(CaseRef order, Signal signal, Instant now) {
    justSaid.values().removeIf(said -> !said.happenedAt().plus(SAY_AGAIN).isAfter(now));
    Letter before = justSaid.get(order.id());
    if (onTheirWay.containsKey(order.id())
        || before != null && before.signal().getClass() == signal.getClass()) {
      return;
    }
    UUID id = LetterId.of("pacing", order.hex(), life, decisions.incrementAndGet());
    Letter letter =
        new Letter(id, now, order.party(), Optional.empty(), Optional.of(order), signal);
    justSaid.put(order.id(), letter);
    onTheirWay.put(order.id(), letter);
    intake
        .offer(letter, new TreeMap<>())
        .whenComplete((Reply reply, Throwable never) -> onTheirWay.remove(order.id()));
  }
}
