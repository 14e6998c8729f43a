package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Noted;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Request;
import amends.core.desk.Settle;
import amends.core.desk.Taken;
import amends.core.desk.Touch;
import amends.core.order.Order;
import amends.core.order.OrderFact;
import amends.core.order.OrderSignal.Unsent;
import amends.core.order.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One turn at a time: what is written is what was decided, and is read back equal. */
class StoreTurnTest {
  private static final PartyId ANN = Letters.party(1);
  private static final PartyId BOB = Letters.party(2);

  private Database database;
  private Tables tables;
  private Node node;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    tables = new Tables(database);
    node = new Node(database);
  }

  @AfterEach
  void agree() {
    node.close();
    tables.mustAgree();
  }

  @Test
  void a_booking_is_there_after_a_restart_and_its_repeat_is_told_the_same() {
    Letter booking = Letters.booking(ANN, "1.1-1", "sales");
    Reply first = node.turn(booking);
    assertThat(first).isInstanceOfSatisfying(Reply.Said.class, said -> assertThat(said.answer().orElseThrow()).startsWith("BOOKED "));
    Party before = node.read(ANN);
    assertThat(before.cases()).hasSize(1);
    assertThat(before.file().requests()).extracting(Request::name).containsExactly("a/1.1-1");
    node.close();
    node = new Node(database);
    assertThat(node.read(ANN)).isEqualTo(before);
    assertThat(node.turn(booking)).isEqualTo(first);
    assertThat(tables.count("select count(*) from signal")).isEqualTo(1);
    assertThat(tables.count("select count(*) from orders where stage = 'ready'")).isEqualTo(1);
  }

  @Test
  void a_case_in_every_stage_is_read_back_equal_and_its_order_row_agrees() {
    int n = 0;
    for (Class<?> stage : Families.records(Order.class)) {
      for (boolean full : List.of(true, false)) {
        PartyId party = Letters.party(100 + n);
        Order order = sample(stage, full, new CaseRef(party, Kind.ORDER, Letters.id("case " + n)));
        Taken opened = taken(Letters.booking(party, "k" + n, "q"), order);
        commit(opened);
        assertThat(node.read(party).cases()).isEqualTo(order.closed() ? Map.of() : Map.of(order.ref().id(), order));
        tables.mustAgree();
        n++;
      }
    }
    assertThat(n).isEqualTo(14);
    assertThat(tables.count("select count(distinct stage) from orders")).isEqualTo(7);
  }

  @Test
  void a_case_moves_through_all_stages_in_one_row() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, Letters.id("one case"));
    int n = 0;
    for (Class<?> stage : Families.records(Order.class)) {
      commit(taken(Letters.booking(ANN, "k" + n, "q"), sample(stage, n % 2 == 0, ref)));
      tables.mustAgree();
      n++;
    }
    assertThat(tables.count("select version from cases")).isEqualTo(n);
    assertThat(tables.ask("select stage from cases")).containsExactly("Closed");
    assertThat(node.read(ANN).cases()).isEmpty();
  }

  @Test
  void several_letters_of_one_person_are_folded_into_one_write() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, Letters.id("one case"));
    Letter one = Letters.booking(ANN, "1", "q");
    Letter two = Letters.booking(ANN, "2", "q");
    Order first = sample(Order.Waiting.class, true, ref);
    Order second = sample(Order.Ready.class, true, ref);
    try (Turn turn = node.store.open(List.of(one, two), new TreeMap<>())) {
      turn.commit(List.of(taken(one, first), taken(two, second)));
    }
    assertThat(node.read(ANN).cases().values()).containsExactly(second);
    assertThat(tables.count("select version from party where party = ?", ANN.hmac())).isEqualTo(1);
    assertThat(tables.ask("select n::text from signal order by n")).containsExactly("0", "1");
    assertThat(tables.count("select version from cases")).isEqualTo(1);
  }

  @Test
  void facts_carry_turn_and_place_and_when_they_became_true() {
    Instant due = Instant.parse("2026-01-01T10:00:00Z");
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, Letters.id("c"));
    Letter letter = Letters.booking(ANN, "1", "q");
    List<Noted> facts = List.of(new Noted(Optional.of(ref), new OrderFact.DueMissed(due)), new Noted(Optional.empty(), new OrderFact.NeedsPerson("x", due)));
    Order order = sample(Order.Ready.class, true, ref);
    commit(new Taken(with(order), letter, List.of(ref), facts, List.of(), List.of(), List.of(), Optional.empty(), Optional.of("because")));
    assertThat(tables.ask("select concat_ws(' ', turn, n, type, case_id is not null, true_at at time zone 'UTC') from fact order by n"))
        .containsExactly("1 0 DueMissed t 2026-01-01 10:00:00", "1 1 NeedsPerson f 2026-01-01 10:00:00");
    assertThat(tables.ask("select why from signal")).containsExactly("because");
    assertThat(tables.count("select count(*) from fact where noted_at > now() - interval '1 minute'")).isEqualTo(2);
  }

  @Test
  void the_answer_to_go_settles_the_reservation_and_is_the_sending_of_the_attempt() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, Letters.id("c"));
    Instant soon = tables.now().plusSeconds(60);
    Command.Reserve reserve = new Command.Reserve(Letters.id("r"), ref, "a", "q", 5, soon, soon);
    Command.PlaceCall call = new Command.PlaceCall(Letters.id("p"), ref, "a", true, soon);
    Order order = sample(Order.Ready.class, true, ref);
    commit(new Taken(with(order), Letters.booking(ANN, "1", "q"), List.of(ref), List.of(), List.of(), List.of(reserve), List.of(), Optional.empty(), Optional.empty()));
    commit(new Taken(with(order), Letters.booking(ANN, "2", "q"), List.of(ref), List.of(),
        List.of(new Settle(reserve.id(), Settle.State.DONE, "accepted")), List.of(call), List.of(), Optional.of("GO"), Optional.empty()));
    assertThat(tables.ask("select concat_ws(' ', type, state, evidence, sent_at is not null) from command order by type"))
        .containsExactly("PlaceCall sent t", "Reserve done accepted f");
  }

  @Test
  void two_open_calls_for_one_order_are_refused() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, Letters.id("c"));
    Instant soon = tables.now().plusSeconds(60);
    Order order = sample(Order.Ready.class, true, ref);
    Letter letter = Letters.booking(ANN, "1", "q");
    Taken twice = new Taken(with(order), letter, List.of(ref), List.of(), List.of(),
        List.of(new Command.Reserve(Letters.id("r"), ref, "a", "q", 5, soon, soon), new Command.PlaceCall(Letters.id("p"), ref, "a", true, soon)),
        List.of(), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> commit(twice)).hasMessageContaining("command_one_call");
    assertThat(tables.count("select count(*) from signal")).isZero();
    assertThat(tables.count("select count(*) from cases")).isZero();
  }

  @Test
  void a_command_settled_by_a_later_letter_of_its_own_turn_is_stored_as_it_ended() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, Letters.id("c"));
    Instant soon = tables.now().plusSeconds(60);
    Command.Reserve first = new Command.Reserve(Letters.id("r1"), ref, "a", "q", 5, soon, soon);
    Command.Reserve second = new Command.Reserve(Letters.id("r2"), ref, "a", "q", 5, soon, soon);
    Order order = sample(Order.Ready.class, true, ref);
    Letter one = Letters.booking(ANN, "1", "q");
    Letter two = Letters.booking(ANN, "2", "q");
    try (Turn turn = node.store.open(List.of(one, two), new TreeMap<>())) {
      turn.commit(List.of(
          new Taken(with(order), one, List.of(ref), List.of(), List.of(), List.of(first), List.of(), Optional.empty(), Optional.empty()),
          new Taken(with(order), two, List.of(ref), List.of(), List.of(new Settle(first.id(), Settle.State.WITHDRAWN, "recalled")),
              List.of(second), List.of(), Optional.empty(), Optional.empty())));
    }
    assertThat(tables.ask("select state || ' ' || coalesce(evidence, '') from command order by state"))
        .containsExactly("waiting ", "withdrawn recalled");
  }

  @Test
  void what_has_ended_is_not_settled_again() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, Letters.id("c"));
    Instant soon = tables.now().plusSeconds(60);
    Command.Reserve reserve = new Command.Reserve(Letters.id("r"), ref, "a", "q", 5, soon, soon);
    Order order = sample(Order.Ready.class, true, ref);
    commit(new Taken(with(order), Letters.booking(ANN, "1", "q"), List.of(ref), List.of(), List.of(), List.of(reserve), List.of(), Optional.empty(), Optional.empty()));
    int n = 2;
    for (Settle.State state : List.of(Settle.State.UNKNOWN, Settle.State.DONE, Settle.State.LATE)) {
      commit(new Taken(with(order), Letters.booking(ANN, "" + n++, "q"), List.of(ref), List.of(),
          List.of(new Settle(reserve.id(), state, "by " + state)), List.of(), List.of(), Optional.empty(), Optional.empty()));
    }
    assertThat(tables.ask("select state || ' ' || evidence from command")).containsExactly("done by DONE");
  }

  @Test
  void a_file_is_trimmed_to_seven_days() {
    Instant now = tables.now();
    Touch old = new Touch(Letters.id("old"), now.minus(Duration.ofDays(7)).minusSeconds(1), "voice", "p");
    Touch young = new Touch(Letters.id("young"), now.minus(Duration.ofDays(7)).plusSeconds(60), "voice", "p");
    PartyFile file = new PartyFile(List.of(old, young), List.of(new Request("a/old", old.at()), new Request("a/young", young.at())));
    SortedMap<PartyId, Party> after = new TreeMap<>();
    after.put(ANN, new Party(ANN, file, new TreeMap<>()));
    commit(new Taken(after, Letters.booking(ANN, "1", "q"), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty()));
    assertThat(node.read(ANN).file()).isEqualTo(new PartyFile(List.of(young), List.of(new Request("a/young", young.at()))));
  }

  @Test
  void a_booking_for_another_number_writes_the_askers_file_too() {
    node.turn(Letters.booking(ANN, Optional.of(BOB), "1", "q", ""));
    assertThat(node.read(BOB).file().requests()).extracting(Request::name).containsExactly("a/1");
    assertThat(node.read(BOB).cases()).isEmpty();
    assertThat(node.read(ANN).cases()).hasSize(1);
  }

  @Test
  void the_first_sealed_number_stays_and_a_person_without_one_gets_it_later() {
    Sealed first = new Sealed(new byte[] {1, 2, 3});
    Sealed second = new Sealed(new byte[] {9});
    assertThat(node.store.address(ANN)).isEmpty();
    node.turn(Letters.booking(ANN, "1", "q"));
    assertThat(node.store.address(ANN)).isEmpty();
    node.turn(List.of(Letters.booking(ANN, "2", "q")), new TreeMap<>(Map.of(ANN, first)));
    assertThat(node.store.address(ANN)).contains(first);
    node.turn(List.of(Letters.booking(ANN, "3", "q")), new TreeMap<>(Map.of(ANN, second)));
    assertThat(node.store.address(ANN)).contains(first);
    node.turn(List.of(Letters.booking(BOB, "4", "q")), new TreeMap<>(Map.of(BOB, second)));
    assertThat(node.store.address(BOB)).contains(second);
  }

  @Test
  void a_turn_closed_without_commit_writes_nothing() {
    try (Turn turn = node.store.open(List.of(Letters.booking(ANN, "1", "q")), new TreeMap<>())) {
      assertThat(turn.parties()).containsOnlyKeys(ANN);
      assertThat(Duration.between(turn.now(), tables.now())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }
    assertThat(tables.count("select count(*) from party")).isZero();
  }

  @Test
  void letters_for_people_outside_the_turn_are_handed_out_until_they_are_taken() {
    CaseRef bobs = new CaseRef(BOB, Kind.ORDER, Letters.id("bobs"));
    Letter handOff = Letters.to(bobs, "hand-off", new Unsent(Letters.id("x"), "why"));
    SortedMap<PartyId, Party> after = new TreeMap<>();
    after.put(ANN, new Party(ANN, PartyFile.EMPTY, new TreeMap<>()));
    commit(new Taken(after, Letters.booking(ANN, "1", "q"), List.of(), List.of(), List.of(), List.of(), List.of(handOff), Optional.empty(), Optional.empty()));
    assertThat(node.store.stored(10)).containsExactly(handOff);
    assertThat(node.store.stored(10)).containsExactly(handOff);
    node.turn(handOff);
    assertThat(node.store.stored(10)).isEmpty();
    commit(new Taken(after, Letters.booking(ANN, "2", "q"), List.of(), List.of(), List.of(), List.of(), List.of(handOff), Optional.empty(), Optional.empty()));
    node.store.stored(10);
    assertThat(node.store.stored(10)).as("stored once more after it was taken").isEmpty();
    node.turn(Letters.booking(ANN, "3", "q"));
  }

  @Test
  void a_turn_that_changes_a_person_it_has_not_locked_is_a_bug() {
    Letter letter = Letters.booking(ANN, "1", "q");
    Order bobs = sample(Order.Ready.class, true, new CaseRef(BOB, Kind.ORDER, Letters.id("c")));
    assertThatThrownBy(() -> commit(taken(letter, bobs))).isInstanceOf(IllegalStateException.class).hasMessageContaining("not locked");
    assertThat(tables.count("select count(*) from signal")).isZero();
  }

  @Test
  void the_id_of_another_letter_is_trouble_and_nothing_is_lost() {
    Letter booking = Letters.booking(ANN, "1", "sales");
    node.turn(booking);
    Letter impostor = new Letter(booking.id(), booking.happenedAt(), ANN, Optional.empty(), Optional.empty(), Letters.booking(ANN, "1", "support").signal());
    assertThat(node.turn(impostor)).isInstanceOf(Reply.Parked.class);
    assertThat(node.turn(impostor)).isInstanceOf(Reply.Parked.class);
    assertThat(tables.ask("select state from signal order by state")).containsExactly("parked", "taken");
    assertThat(tables.ask("select trouble from signal where state = 'parked'").getFirst()).contains("used before by another letter");
    Letter later = new Letter(booking.id(), booking.happenedAt().plusSeconds(9), ANN, Optional.empty(), Optional.empty(), booking.signal());
    assertThat(node.turn(later)).as("the same letter, noticed at another time").isInstanceOf(Reply.Said.class);
  }

  private void commit(Taken taken) {
    try (Turn turn = node.store.open(List.of(taken.letter()), new TreeMap<>())) {
      turn.commit(List.of(taken));
    }
  }

  private static Taken taken(Letter letter, Order order) {
    return new Taken(with(order), letter, List.of(order.ref()), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  private static SortedMap<PartyId, Party> with(Order order) {
    SortedMap<PartyId, Party> after = new TreeMap<>();
    after.put(order.ref().party(), new Party(order.ref().party(), PartyFile.EMPTY, new TreeMap<>()).with(order));
    return after;
  }

  /** A sample of the stage for this case, with a class that the column holds. */
  static Order sample(Class<?> stage, boolean full, CaseRef ref) {
    Promise p = (Promise) Samples.full(Promise.class);
    Promise promise = new Promise(p.purpose(), p.source(), p.pbx(), p.queue(), p.turnClass() % 10, p.place(), p.acceptedAt(),
        p.earliest(), p.due(), p.dueElapsed(), p.shown(), p.language());
    return (Order) Samples.of(stage, full, Map.of(CaseRef.class, ref, Promise.class, promise));
  }
}
