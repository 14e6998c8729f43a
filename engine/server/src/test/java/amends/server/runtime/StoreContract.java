package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.callback.BookingAsked;
import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Settle;
import amends.core.desk.Taken;
import amends.core.order.History;
import amends.core.order.Order;
import amends.core.order.OrderSignal;
import amends.core.order.Promise;
import amends.server.store.Lease;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import amends.server.store.Store;
import amends.server.store.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store promises to the runtime; each test starts with a store that holds nothing. */
public interface StoreContract {
  SortedMap<PartyId, Sealed> NOBODY = new TreeMap<>();
  PartyId PARTY = new PartyId(new UUID(0xC0FFEE, 1));
  CaseRef ORDER = new CaseRef(PARTY, Kind.ORDER, new UUID(0xC0FFEE, 2));
  UUID NODE = new UUID(1, 1);
  UUID OTHER_NODE = new UUID(2, 2);

  Store store();

  /** Lets the store's clock go on by so much. */
  void pass(Duration time);

  @Test
  default void what_a_turn_committed_is_there_for_the_next_and_a_repeat_is_answered_alike() {
    Letter letter = letter("one");
    commit(letter, waiting(Optional.empty()), List.of(), List.of(), "BOOKED");
    try (Turn turn = store().open(List.of(letter), NOBODY)) {
      assertThat(turn.alreadyTaken())
          .containsEntry(letter.id(), new Reply.Said(Optional.of("BOOKED")));
      assertThat(turn.parties().get(PARTY).cases()).containsOnlyKeys(ORDER.id());
      assertThat(turn.parties().get(PARTY).cases().get(ORDER.id()))
          .isEqualTo(waiting(Optional.empty()));
    }
  }

  @Test
  default void an_id_that_was_used_for_another_letter_is_a_fault_but_another_time_is_not() {
    Letter letter = letter("one");
    commit(letter, waiting(Optional.empty()), List.of(), List.of(), "BOOKED");
    Letter later =
        new Letter(
            letter.id(), at().plusSeconds(5), PARTY, letter.by(), letter.to(), letter.signal());
    try (Turn turn = store().open(List.of(later), NOBODY)) {
      assertThat(turn.alreadyTaken()).containsKey(letter.id());
    }
    Letter other =
        new Letter(letter.id(), at(), PARTY, letter.by(), letter.to(), letter("two").signal());
    assertThatThrownBy(() -> store().open(List.of(other), NOBODY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("used before by another letter");
  }

  @Test
  default void a_turn_that_is_closed_without_commit_has_written_nothing() {
    Letter letter = letter("one");
    store().open(List.of(letter), NOBODY).close();
    try (Turn turn = store().open(List.of(letter), NOBODY)) {
      assertThat(turn.alreadyTaken()).isEmpty();
      assertThat(turn.parties().get(PARTY).cases()).isEmpty();
    }
  }

  @Test
  default void several_letters_of_one_party_are_written_as_the_last_left_it() {
    Letter one = letter("one");
    Letter two = letter("two");
    Order later = waiting(Optional.of(Instant.parse("2031-01-01T00:00:00Z")));
    try (Turn turn = store().open(List.of(one, two), NOBODY)) {
      turn.commit(
          List.of(
              taken(turn, one, waiting(Optional.empty()), List.of(), List.of(), "1"),
              taken(turn, two, later, List.of(), List.of(), "2")));
    }
    try (Turn turn = store().open(List.of(one, two), NOBODY)) {
      assertThat(turn.alreadyTaken())
          .hasSize(2)
          .containsEntry(two.id(), new Reply.Said(Optional.of("2")));
      assertThat(turn.parties().get(PARTY).cases().get(ORDER.id())).isEqualTo(later);
    }
  }

  @Test
  default void a_parked_letter_is_remembered_and_later_letters_of_its_case_wait_behind_it() {
    commit(letter("one"), waiting(Optional.empty()), List.of(), List.of(), "BOOKED");
    Letter poison = to("poison");
    Letter after = to("after");
    store().park(poison, NOBODY, new IllegalStateException("no turn"));
    try (Turn turn = store().open(List.of(poison, after), NOBODY)) {
      assertThat(turn.alreadyTaken()).containsEntry(poison.id(), new Reply.Parked(poison.id()));
      assertThat(turn.mustWait(after)).isTrue();
      turn.behind(after);
      turn.commit(List.of());
    }
    try (Turn turn = store().open(List.of(after), NOBODY)) {
      assertThat(turn.alreadyTaken()).containsEntry(after.id(), new Reply.Parked(after.id()));
    }
  }

  @Test
  default void a_parked_case_is_not_woken() {
    commit(
        letter("one"),
        waiting(Optional.of(Instant.parse("2020-01-01T00:00:00Z"))),
        List.of(),
        List.of(),
        "BOOKED");
    store().park(to("poison"), NOBODY, new IllegalStateException("no turn"));
    try (Turn turn = store().openDue(10)) {
      assertThat(turn.parties()).isEmpty();
    }
  }

  @Test
  default void the_due_are_those_whose_wake_up_has_come() {
    commit(
        letter("one"),
        waiting(Optional.of(Instant.parse("2020-01-01T00:00:00Z"))),
        List.of(),
        List.of(),
        "BOOKED");
    try (Turn turn = store().openDue(10)) {
      assertThat(turn.parties()).containsOnlyKeys(PARTY);
    }
    commit(
        letter("two"),
        waiting(Optional.of(Instant.parse("2031-01-01T00:00:00Z"))),
        List.of(),
        List.of(),
        "-");
    try (Turn turn = store().openDue(10)) {
      assertThat(turn.parties()).isEmpty();
    }
  }

  @Test
  default void a_lease_has_one_holder_and_a_fence_that_grows() {
    Lease lease = store().acquire("pbx:a", NODE, Duration.ofMillis(300)).orElseThrow();
    assertThat(store().acquire("pbx:a", OTHER_NODE, Duration.ofSeconds(10))).isEmpty();
    assertThat(store().renew(lease, Duration.ofMillis(300))).isTrue();
    pass(Duration.ofMillis(400));
    Lease next = store().acquire("pbx:a", OTHER_NODE, Duration.ofSeconds(10)).orElseThrow();
    assertThat(next.fence()).isGreaterThan(lease.fence());
    assertThat(store().renew(lease, Duration.ofSeconds(10))).isFalse();
    store().release(next);
    assertThat(store().acquire("pbx:a", NODE, Duration.ofSeconds(10)).orElseThrow().fence())
        .isGreaterThan(next.fence());
  }

  @Test
  default void a_command_is_claimed_once_and_only_under_the_present_fence() {
    Lease lease = store().acquire("pbx:a", NODE, Duration.ofSeconds(10)).orElseThrow();
    Command reserve = reserve(now().plusSeconds(60));
    commit(letter("one"), waiting(Optional.empty()), List.of(), List.of(reserve), "-");
    assertThat(store().claim(new Lease("pbx:a", NODE, lease.fence() + 1), 10, Duration.ZERO))
        .isEmpty();
    assertThat(store().claim(lease, 10, Duration.ofHours(1))).as("too little time left").isEmpty();
    assertThat(store().claim(lease, 10, Duration.ZERO)).containsExactly(reserve);
    assertThat(store().claim(lease, 10, Duration.ZERO)).isEmpty();
    assertThat(store().open(lease)).containsExactly(reserve);
    assertThat(store().done(lease, reserve, "test")).isTrue();
    assertThat(store().done(lease, reserve, "test")).isFalse();
    assertThat(store().open(lease)).isEmpty();
  }

  @Test
  default void a_call_sent_by_its_answer_is_open_and_never_claimed_until_it_is_settled() {
    Lease lease = store().acquire("pbx:a", NODE, Duration.ofSeconds(10)).orElseThrow();
    Command call =
        new Command.PlaceCall(new UUID(0xC0FFEE, 4), ORDER, "a", true, now().plusSeconds(60));
    commit(letter("one"), waiting(Optional.empty()), List.of(), List.of(call), "GO");
    assertThat(store().claim(lease, 10, Duration.ZERO)).isEmpty();
    assertThat(store().open(lease)).containsExactly(call);
    commit(
        letter("two"),
        waiting(Optional.empty()),
        List.of(new Settle(call.id(), Settle.State.DONE, "over")),
        List.of(),
        "-");
    assertThat(store().open(lease)).isEmpty();
  }

  @Test
  default void a_command_whose_time_is_over_is_late_and_its_case_hears_of_it_once() {
    Lease lease = store().acquire("pbx:a", NODE, Duration.ofSeconds(10)).orElseThrow();
    Command reserve = reserve(now().plusMillis(200));
    commit(letter("one"), waiting(Optional.empty()), List.of(), List.of(reserve), "-");
    pass(Duration.ofMillis(300));
    assertThat(store().claim(lease, 10, Duration.ZERO)).isEmpty();
    assertThat(store().expire(lease, 10)).isEqualTo(1);
    assertThat(store().expire(lease, 10)).isZero();
    List<Letter> stored = store().stored(10);
    assertThat(stored)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.to()).contains(ORDER);
              assertThat(letter.signal())
                  .isInstanceOfSatisfying(
                      OrderSignal.Unsent.class,
                      unsent -> assertThat(unsent.command()).isEqualTo(reserve.id()));
            });
    commit(stored.getFirst(), waiting(Optional.empty()), List.of(), List.of(), "-");
    assertThat(store().stored(10)).isEmpty();
  }

  @Test
  default void a_turn_knows_whether_a_fence_still_holds() {
    Lease lease = store().acquire("pbx:a", NODE, Duration.ofSeconds(10)).orElseThrow();
    Letter letter =
        new Letter(
            LetterId.of("test", "released"),
            at(),
            PARTY,
            Optional.empty(),
            Optional.of(ORDER),
            new OrderSignal.Released("pbx:a", lease.fence()));
    try (Turn turn = store().open(List.of(letter), NOBODY)) {
      assertThat(turn.holds("pbx:a", lease.fence())).isTrue();
      assertThat(turn.holds("pbx:a", lease.fence() - 1)).isFalse();
      assertThat(turn.holds("pbx:a", lease.fence() + 1)).isFalse();
    }
  }

  @Test
  default void a_number_that_came_beside_a_letter_is_kept_sealed() {
    Sealed sealed = new Sealed(new byte[] {1, 2, 3});
    Letter letter = letter("one");
    SortedMap<PartyId, Sealed> beside = new TreeMap<>();
    beside.put(PARTY, sealed);
    try (Turn turn = store().open(List.of(letter), beside)) {
      turn.commit(
          List.of(taken(turn, letter, waiting(Optional.empty()), List.of(), List.of(), "-")));
    }
    assertThat(store().address(PARTY)).contains(sealed);
    assertThat(store().address(new PartyId(new UUID(5, 5)))).isEmpty();
  }

  private Instant now() {
    try (Turn turn = store().openDue(1)) {
      return turn.now();
    }
  }

  private void commit(
      Letter letter, Case to, List<Settle> settles, List<Command> commands, String answer) {
    try (Turn turn = store().open(List.of(letter), NOBODY)) {
      turn.commit(List.of(taken(turn, letter, to, settles, commands, answer)));
    }
  }

  private static Taken taken(
      Turn turn,
      Letter letter,
      Case to,
      List<Settle> settles,
      List<Command> commands,
      String answer) {
    SortedMap<PartyId, Party> after = new TreeMap<>(turn.parties());
    after.put(PARTY, after.get(PARTY).with(to));
    return new Taken(
        after,
        letter,
        List.of(to.ref()),
        List.of(),
        settles,
        commands,
        List.of(),
        Optional.of(answer),
        Optional.empty());
  }

  private static Command reserve(Instant notAfter) {
    return new Command.Reserve(new UUID(0xC0FFEE, 3), ORDER, "a", "sales", 0, at(), notAfter);
  }

  private static Letter letter(String name) {
    BookingAsked asked =
        new BookingAsked("a", name, "sales", 0, at(), at(), "800", "en", Optional.empty());
    return new Letter(
        LetterId.of("test", name), at(), PARTY, Optional.empty(), Optional.empty(), asked);
  }

  private static Letter to(String name) {
    return new Letter(
        LetterId.of("test", name),
        at(),
        PARTY,
        Optional.empty(),
        Optional.of(ORDER),
        new OrderSignal.Woken(at()));
  }

  private static Order waiting(Optional<Instant> until) {
    Instant due = Instant.parse("2032-01-01T00:00:00Z");
    Promise promise =
        new Promise(
            "requested_callback",
            "callback",
            "a",
            "sales",
            0,
            at(),
            at(),
            at(),
            due,
            due,
            "800",
            "en");
    return new Order.Waiting(ORDER, promise, History.NONE, until, "min-delay");
  }

  private static Instant at() {
    return Instant.parse("2026-03-02T09:00:00Z");
  }
}
