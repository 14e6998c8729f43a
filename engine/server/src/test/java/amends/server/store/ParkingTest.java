package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.callback.BookingAsked;
import amends.core.desk.CaseRef;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal.AgentAccepted;
import amends.core.order.OrderSignal.Recalled;
import amends.core.order.OrderSignal.Unsent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poison letter stops only itself, and its case until a person has looked. */
class ParkingTest {
  private static final List<String> POISONS = List.of("a\0b", "half \uD83D", "\uDE00 half", "\0");

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
  void poison_in_a_batch_is_parked_alone_and_kept_whole() {
    List<Letter> batch = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      batch.add(Letters.booking(Letters.party(i), Optional.empty(), "k" + i, "q", i % 15 == 7 ? POISONS.get(i / 15) : "5550" + i));
    }
    Map<UUID, Reply> replies = node.turn(batch, new TreeMap<>());
    assertThat(replies).hasSize(60);
    assertThat(replies.values().stream().filter(Reply.Parked.class::isInstance)).hasSize(4);
    assertThat(tables.count("select count(*) from cases")).isEqualTo(56);
    assertThat(tables.count("select count(*) from signal where state = 'parked' and body is null and raw is not null")).isEqualTo(4);
    Bodies bodies = new Bodies();
    for (int i = 7; i < 60; i += 15) {
      String raw = tables.ask("select convert_from(raw, 'UTF8') from signal where id = ?", batch.get(i).id()).getFirst();
      assertThat(bodies.readRaw("BookingAsked", 1, raw.getBytes(java.nio.charset.StandardCharsets.US_ASCII))).isEqualTo(batch.get(i).signal());
      assertThat(tables.ask("select trouble from signal where id = ?", batch.get(i).id()).getFirst()).contains("BookingAsked cannot be kept");
      assertThat(node.turn(batch.get(i))).as("its repeat").isEqualTo(new Reply.Parked(batch.get(i).id()));
    }
    assertThat(tables.count("select count(*) from signal")).isEqualTo(60);
  }

  @Test
  void later_letters_of_the_case_wait_behind_and_those_of_others_do_not() {
    PartyId ann = Letters.party(1);
    CaseRef sales = booked(ann, "1", "sales");
    CaseRef support = booked(ann, "2", "support");
    CaseRef bobs = booked(Letters.party(2), "3", "sales");
    Letter poison = Letters.to(sales, "poison", new Recalled("pbx:a", 1, "a\0b"));
    lease();
    assertThat(node.turn(poison)).isInstanceOf(Reply.Parked.class);
    assertThat(tables.ask("select id::text from cases where parked_at is not null")).containsExactly(sales.id().toString());
    assertThat(node.read(ann).cases()).containsOnlyKeys(support.id());

    Letter behind = Letters.to(sales, "next", new Unsent(Letters.id("c"), "why"));
    Letter poisonBehind = Letters.to(sales, "next poison", new Unsent(Letters.id("c"), "\uD83D"));
    Letter nameless = Letters.letter("nameless", ann, Optional.empty(), Optional.empty(), new AgentAccepted(Letters.id("r"), "SIP/1"));
    Map<UUID, Reply> replies =
        node.turn(List.of(behind, poisonBehind, nameless, Letters.to(support, "other", new Unsent(Letters.id("c"), "why")),
            Letters.to(bobs, "bobs", new Unsent(Letters.id("c"), "why"))), new TreeMap<>());
    assertThat(replies.values().stream().map(Reply::getClass).map(Class::getSimpleName).toList())
        .containsExactly("Parked", "Parked", "Parked", "Said", "Said");
    assertThat(tables.ask("select state || ' ' || type from signal where state <> 'taken' order by turn, n"))
        .containsExactly("parked Recalled", "behind Unsent", "behind Unsent", "behind AgentAccepted");
    assertThat(node.turn(behind)).as("its repeat").isEqualTo(new Reply.Parked(behind.id()));
  }

  @Test
  void a_parked_case_neither_wakes_nor_stands_in_turn() {
    PartyId ann = Letters.party(1);
    CaseRef sales = booked(ann, "1", "sales");
    tables.run("update cases set wake_at = now() - interval '1 minute'");
    tables.run("update party set wake_at = now() - interval '1 minute'");
    assertThat(node.store.inTurn("a", "sales")).hasSize(1);
    node.store.park(Letters.to(sales, "p", new Unsent(Letters.id("c"), "why")), new TreeMap<>(), new IllegalStateException("a bug \0 in \uD83D it"));
    assertThat(node.store.inTurn("a", "sales")).isEmpty();
    assertThat(tables.ask("select wake_at::text from party")).containsOnlyNulls();
    try (Turn turn = node.store.openDue(10)) {
      assertThat(turn.parties()).isEmpty();
    }
    assertThat(tables.ask("select trouble from signal where state = 'parked'").getFirst()).contains("a bug \uFFFD in \uFFFD it").contains("ParkingTest");
  }

  @Test
  void parking_twice_is_parking_once_and_a_person_nobody_knew_is_made() {
    PartyId new1 = Letters.party(77);
    Letter letter = Letters.booking(new1, "1", "q");
    node.store.park(letter, new TreeMap<>(Map.of(new1, new Sealed(new byte[] {4}))), new IllegalStateException("x"));
    node.store.park(letter, new TreeMap<>(), new IllegalStateException("y"));
    assertThat(tables.count("select count(*) from signal where state = 'parked'")).isEqualTo(1);
    assertThat(node.store.address(new1)).contains(new Sealed(new byte[] {4}));
  }

  @Test
  void a_stored_letter_that_is_parked_is_not_handed_out_again() {
    CaseRef order = booked(Letters.party(1), "1", "q");
    Letter letter = Letters.to(order, "hand-off", new Unsent(Letters.id("c"), "why"));
    Bodies bodies = new Bodies();
    tables.run("insert into letter values (?, ?, now(), 1, ?)", letter.party().hmac(), letter.id(), bodies.writeLetter(letter));
    assertThat(node.store.stored(10)).containsExactly(letter);
    node.store.park(letter, new TreeMap<>(), new IllegalStateException("x"));
    assertThat(node.store.stored(10)).isEmpty();
  }

  private void lease() {
    assertThat(node.store.acquire("pbx:a", node.id, java.time.Duration.ofMinutes(5))).contains(new Lease("pbx:a", node.id, 1));
  }

  private CaseRef booked(PartyId party, String key, String queue) {
    Letter letter = Letters.booking(party, key, queue);
    assertThat(letter.signal()).isInstanceOf(BookingAsked.class);
    Reply reply = node.turn(letter);
    String[] words = ((Reply.Said) reply).answer().orElseThrow().split(" ");
    assertThat(words[0]).isEqualTo("BOOKED");
    return CaseRef.fromHex(amends.core.desk.Kind.ORDER, words[1]);
  }
}
