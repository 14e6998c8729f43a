package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Command;
import amends.core.desk.Letter;
import amends.core.desk.Settle.State;
import amends.core.order.OrderSignal;
import amends.server.store.Lease;
import amends.server.store.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PerformerTest {
  private final MemoryStore store = new MemoryStore();
  private final List<Command> performed = new ArrayList<>();
  private final List<State> statesWhenPerformed = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();
  private final Lease lease =
      store.acquire("pbx:a", new UUID(1, 1), Duration.ofSeconds(10)).orElseThrow();
  private Reply reply = new Reply.Said(Optional.empty());
  private Optional<Lease> mayAct = Optional.of(lease);
  private Gateway gateway =
      command -> {
        statesWhenPerformed.add(store.state(command.id()).orElseThrow());
        performed.add(command);
      };
  private final Performer performer =
      new Performer(
          store,
          command -> gateway.perform(command),
          (letter, addresses) -> {
            letters.add(letter);
            return CompletableFuture.completedFuture(reply);
          },
          () -> mayAct,
          store::now);

  @Test
  void a_command_is_claimed_and_committed_before_it_is_performed_and_performed_once() {
    Command reserve = put(1, 10);
    performer.step();
    performer.step();
    assertThat(performed).containsExactly(reserve);
    assertThat(statesWhenPerformed).containsExactly(State.SENT);
  }

  @Test
  void nothing_is_performed_without_lease_or_link() {
    put(1, 10);
    mayAct = Optional.empty();
    performer.step();
    assertThat(performed).isEmpty();
    assertThat(store.state(new UUID(9, 1))).contains(State.WAITING);
  }

  @Test
  void nothing_is_performed_under_an_old_fence() {
    put(1, 60);
    store.advance(Duration.ofSeconds(11));
    assertThat(store.acquire("pbx:a", new UUID(2, 2), Duration.ofSeconds(10))).isPresent();
    performer.step();
    assertThat(performed).isEmpty();
  }

  @Test
  void a_lease_lost_between_claim_and_send_sends_nothing_and_the_order_hears_of_it() {
    put(1, 10);
    put(2, 10);
    gateway =
        command -> {
          performed.add(command);
          mayAct = Optional.empty();
        };
    performer.step();
    assertThat(performed).hasSize(1);
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().signal())
        .isEqualTo(new OrderSignal.Unsent(new UUID(9, 2), "lease-or-link-lost"));
  }

  @Test
  void a_gateway_that_refused_before_a_byte_left_is_told_to_the_order() {
    put(1, 10);
    gateway =
        command -> {
          throw new IllegalStateException("link down");
        };
    performer.step();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().signal())
        .isEqualTo(new OrderSignal.Unsent(new UUID(9, 1), "not-sent"));
  }

  @Test
  void what_the_order_must_hear_is_offered_again_until_it_is_taken_and_then_no_more() {
    put(1, 10);
    gateway =
        command -> {
          throw new IllegalStateException("link down");
        };
    reply = new Reply.Full();
    performer.step();
    int offeredWhileFull = letters.size();
    reply = new Reply.Said(Optional.empty());
    performer.step();
    performer.step();
    assertThat(offeredWhileFull).isPositive();
    assertThat(letters).hasSize(offeredWhileFull + 1);
    assertThat(letters.stream().map(Letter::id).distinct()).hasSize(1);
  }

  @Test
  void a_command_whose_time_is_over_is_never_sent_and_becomes_late() {
    put(1, 3);
    store.advance(Duration.ofSeconds(4));
    performer.step();
    performer.expire(lease);
    assertThat(performed).isEmpty();
    assertThat(store.state(new UUID(9, 1))).contains(State.LATE);
    assertThat(store.stored(10))
        .extracting(Letter::signal)
        .containsExactly(new OrderSignal.Unsent(new UUID(9, 1), "late"));
  }

  @Test
  void a_withdrawal_is_done_once_sent() {
    Command withdraw =
        new Command.Withdraw(
            new UUID(6, 1), Samples.order(1), "a", new UUID(9, 1), store.now().plusSeconds(10));
    store.put(Samples.party(1), withdraw);
    performer.step();
    assertThat(store.state(withdraw.id())).contains(State.DONE);
  }

  private Command put(int n, int seconds) {
    Command reserve = Samples.reserve(n, store.now().plusSeconds(seconds));
    store.put(Samples.party(n), reserve);
    return reserve;
  }
}
