package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Command;
import amends.core.desk.Letter;
import amends.core.order.OrderSignal;
import amends.core.pacing.Pacing;
import amends.core.pacing.PacingPolicy;
import amends.core.pacing.QueuePicture;
import amends.server.store.Reply;
import amends.server.store.Store.OrderInTurn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PbxHoldTest implements PbxLink {
  private final MemoryStore store = new MemoryStore();
  private final List<Command> performed = new CopyOnWriteArrayList<>();
  private final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final Nudges nudges = new Nudges();
  private volatile LinkListener listener;
  private volatile boolean opened;
  private final AtomicInteger channelLooks = new AtomicInteger();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Intake intake =
      (letter, addresses) -> {
        letters.add(letter);
        return reply;
      };
  private final AtomicInteger members = new AtomicInteger(1);
  private final PbxHold hold =
      new PbxHold(
          "a",
          this,
          store,
          intake,
          new UUID(1, 1),
          List.of("sales"),
          new Pacing(PacingPolicy.DEFAULT),
          nudges,
          store::now,
          System::nanoTime);

  @AfterEach
  void stop() {
    hold.close();
  }

  @Test
  void the_gate_opens_only_after_the_lease_the_link_and_the_evidence() throws Exception {
    Command reserve = Samples.reserve(1, store.now().plusSeconds(10));
    store.put(Samples.party(1), reserve);
    hold.start();
    Samples.until(() -> opened);
    assertThat(hold.held()).isPresent();
    assertThat(hold.mayAct()).isEmpty();
    assertThat(performed).isEmpty();
    listener.up();
    Samples.until(() -> performed.contains(reserve));
    assertThat(hold.mayAct()).isPresent();
  }

  @Test
  void a_link_that_is_down_shuts_the_gate_until_evidence_was_sought_again() throws Exception {
    hold.start();
    Samples.until(() -> opened);
    listener.up();
    Samples.until(() -> hold.mayAct().isPresent());
    listener.down("test");
    assertThat(hold.mayAct()).isEmpty();
    Command sentBefore = Samples.placeCall(5, store.now().minusSeconds(60));
    store.putSent(Samples.party(5), sentBefore);
    listener.up();
    Samples.until(() -> hold.mayAct().isPresent());
    assertThat(channelLooks.get()).isPositive();
    assertThat(letters).anyMatch(letter -> letter.signal() instanceof OrderSignal.Heard);
  }

  @Test
  void a_stop_closes_the_link_and_gives_the_lease_back() throws Exception {
    hold.start();
    Samples.until(() -> opened);
    hold.close();
    assertThat(opened).isFalse();
    assertThat(store.acquire("pbx:a", new UUID(2, 2), Duration.ofSeconds(1))).isPresent();
  }

  @Test
  void an_order_is_not_released_again_while_its_release_is_on_its_way_and_later_by_a_new_letter()
      throws Exception {
    store.setInTurn(
        List.of(new OrderInTurn(Samples.order(1), "ready", 0, Samples.T, Optional.of(Samples.T))));
    hold.start();
    Samples.until(() -> opened);
    listener.up();
    Samples.until(() -> !released().isEmpty());
    int looks = lookCount.get();
    Samples.until(() -> lookCount.get() > looks + 2);
    assertThat(released()).hasSize(1);
    assertThat(released().getFirst().signal()).isEqualTo(new OrderSignal.Released("pbx:a", 1));
    reply.complete(new Reply.Said(Optional.empty()));
    store.advance(Duration.ofSeconds(3));
    Samples.until(() -> released().size() >= 2);
    assertThat(released().stream().map(Letter::id).distinct()).hasSameSizeAs(released());
  }

  @Test
  void place_holders_beyond_the_members_are_called_back_last_turn_first() throws Exception {
    store.setInTurn(List.of(standing(1, 0), standing(2, 1)));
    hold.start();
    Samples.until(() -> opened);
    listener.up();
    Samples.until(() -> !recalled().isEmpty());
    assertThat(recalled())
        .extracting(letter -> letter.to().orElseThrow())
        .containsExactly(Samples.order(2));
    assertThat(recalled().getFirst().signal())
        .isEqualTo(new OrderSignal.Recalled("pbx:a", 1, "fewer-members"));
    members.set(0);
    Samples.until(() -> recalled().size() == 2);
    assertThat(recalled().getLast().to()).contains(Samples.order(1));
    assertThat(released()).isEmpty();
  }

  private static OrderInTurn standing(int n, int later) {
    return new OrderInTurn(
        Samples.order(n), "reserving", 0, Samples.T.plusSeconds(later), Optional.empty());
  }

  private List<Letter> recalled() {
    return letters.stream()
        .filter(letter -> letter.signal() instanceof OrderSignal.Recalled)
        .toList();
  }

  private final AtomicInteger lookCount = new AtomicInteger();

  private List<Letter> released() {
    return letters.stream()
        .filter(letter -> letter.signal() instanceof OrderSignal.Released)
        .toList();
  }

  @Override
  public void open(LinkListener hears) {
    listener = hears;
    opened = true;
  }

  @Override
  public void close() {
    opened = false;
  }

  @Override
  public void perform(Command command) {
    performed.add(command);
  }

  @Override
  public Optional<QueuePicture> look(String queue) {
    lookCount.incrementAndGet();
    return Optional.of(Samples.queue(queue, members.get()));
  }

  @Override
  public List<Channel> channels() {
    channelLooks.incrementAndGet();
    return List.of();
  }

  @Override
  public boolean marked(String attempt) {
    return false;
  }
}
