package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import amends.core.desk.WakeUp;
import amends.core.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** There is no timer table: a person is found when one of their cases wants to look at the clock. */
class DueTest {
  private Database database;
  private Tables tables;
  private Node a;
  private Node b;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    tables = new Tables(database);
    a = new Node(database);
    b = new Node(database);
  }

  @AfterEach
  void agree() {
    a.close();
    b.close();
    tables.mustAgree();
  }

  @Test
  void those_whose_time_has_come_are_found_and_others_are_not() {
    Instant now = tables.now();
    waiting(1, now.minusSeconds(2));
    waiting(2, now.plusSeconds(600));
    waiting(3, now.minusSeconds(1));
    waiting(3, now.plusSeconds(600));
    try (Turn turn = a.store.openDue(10)) {
      assertThat(turn.parties().keySet()).containsExactlyInAnyOrder(Letters.party(1), Letters.party(3));
      assertThat(turn.parties().get(Letters.party(3)).cases()).hasSize(2);
      assertThat(turn.now()).isAfterOrEqualTo(now);
    }
    try (Turn turn = a.store.openDue(1)) {
      assertThat(turn.parties()).as("the longest due first").containsOnlyKeys(Letters.party(1));
    }
  }

  @Test
  void two_nodes_share_those_who_are_due() {
    Instant past = tables.now().minusSeconds(1);
    for (int i = 0; i < 20; i++) {
      waiting(i, past);
    }
    try (Turn one = a.store.openDue(12);
        Turn two = b.store.openDue(12)) {
      assertThat(one.parties()).hasSize(12);
      assertThat(two.parties()).hasSize(8);
      assertThat(two.parties().keySet()).doesNotContainAnyElementsOf(one.parties().keySet());
    }
  }

  @Test
  void who_has_been_woken_sleeps_until_the_next_time() {
    Instant now = tables.now();
    CaseRef ref = waiting(1, now.minusSeconds(1));
    Instant next = now.plusSeconds(600);
    try (Turn turn = a.store.openDue(10)) {
      Order.Waiting due = (Order.Waiting) turn.parties().get(ref.party()).cases().get(ref.id());
      Letter wakeUp = Letters.letter("wake", ref.party(), Optional.empty(), Optional.of(ref), new WakeUp(Kind.ORDER, due.wakeAt().orElseThrow()));
      turn.commit(List.of(moved(wakeUp, until(due, next))));
    }
    try (Turn turn = a.store.openDue(10)) {
      assertThat(turn.parties()).isEmpty();
    }
    assertThat(tables.count("select count(*) from party where wake_at > now()")).isEqualTo(1);
  }

  @Test
  void a_person_found_for_nothing_is_put_right_and_the_others_are_found_all_the_same() {
    CaseRef due = waiting(1, tables.now().minusSeconds(1));
    waiting(2, tables.now().plusSeconds(600));
    tables.run("update party set wake_at = now() - interval '1 hour' where party = ?", Letters.party(2).hmac());
    try (Turn turn = a.store.openDue(10)) {
      assertThat(turn.parties()).containsOnlyKeys(due.party());
    }
    assertThat(tables.count("select count(*) from party where wake_at > now()")).isEqualTo(1);
  }

  private CaseRef waiting(int person, Instant until) {
    PartyId party = Letters.party(person);
    CaseRef ref = new CaseRef(party, Kind.ORDER, Letters.id("case " + person + " " + until));
    Order sample = StoreTurnTest.sample(Order.Waiting.class, true, ref);
    Letter letter = Letters.booking(party, person + " " + until, "q");
    try (Turn turn = a.store.open(List.of(letter), new TreeMap<>())) {
      Taken taken = moved(letter, until((Order.Waiting) sample, until));
      SortedMap<PartyId, Party> after = new TreeMap<>();
      after.put(party, turn.parties().get(party).with(taken.after().get(party).cases().get(ref.id())));
      turn.commit(List.of(new Taken(after, letter, List.of(ref), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty())));
    }
    return ref;
  }

  /** A waiting order whose only time to look at the clock is this one (its due was missed long ago). */
  private static Order until(Order.Waiting order, Instant until) {
    return new Order.Waiting(order.ref(), order.promise(), order.history(), Optional.of(until), order.rule());
  }

  private static Taken moved(Letter letter, Order order) {
    List<CaseRef> moved = new ArrayList<>(List.of(order.ref()));
    SortedMap<PartyId, Party> after =
        new TreeMap<>(Map.of(order.ref().party(), new Party(order.ref().party(), PartyFile.EMPTY, new TreeMap<>()).with(order)));
    return new Taken(after, letter, moved, List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
  }
}
