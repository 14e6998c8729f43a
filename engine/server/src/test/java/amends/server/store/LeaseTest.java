package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal.Unsent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node acts for a PBX, and a node whose time is over writes nothing and sends nothing. */
class LeaseTest {
  private static final Duration LONG = Duration.ofMinutes(10);

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
  void one_holds_it_until_it_ends_and_the_fence_only_grows() {
    Lease first = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    assertThat(first.fence()).isEqualTo(1);
    assertThat(b.store.acquire("pbx:a", b.id, LONG)).isEmpty();
    assertThat(b.store.acquire("pbx:b", b.id, LONG)).isPresent();
    assertThat(a.store.renew(first, LONG)).isTrue();
    a.store.release(first);
    Lease second = b.store.acquire("pbx:a", b.id, LONG).orElseThrow();
    assertThat(second.fence()).isEqualTo(2);
    assertThat(a.store.renew(first, LONG)).isFalse();
    a.store.release(first);
    assertThat(b.store.renew(second, LONG)).isTrue();
    assertThat(b.store.acquire("pbx:a", b.id, LONG)).as("asked again by its holder, who forgot it").contains(new Lease("pbx:a", b.id, 3));
    assertThat(b.store.renew(second, LONG)).isFalse();
  }

  @Test
  void of_many_that_want_an_ended_lease_one_gets_it() {
    for (int round = 0; round < 20; round++) {
      end("pbx:a");
      List<Callable<Optional<Lease>>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Node node = i % 2 == 0 ? a : b;
        tasks.add(() -> node.store.acquire("pbx:a", UUID.randomUUID(), LONG));
      }
      assertThat(Together.run(tasks).stream().flatMap(Optional::stream)).hasSize(1);
    }
    assertThat(tables.count("select fence from lease")).isEqualTo(20);
  }

  @Test
  void renewal_and_takeover_of_an_ended_lease_do_not_both_succeed() {
    for (int round = 0; round < 50; round++) {
      Lease old = a.store.acquire("pbx:" + round, a.id, LONG).orElseThrow();
      end(old.name());
      List<Object> results =
          Together.run(List.<Callable<Object>>of(() -> a.store.renew(old, LONG), () -> b.store.acquire(old.name(), b.id, LONG)));
      boolean renewed = (Boolean) results.getFirst();
      boolean taken = ((Optional<?>) results.getLast()).isPresent();
      assertThat(renewed).as("round " + round).isNotEqualTo(taken);
    }
  }

  @Test
  void a_paused_node_releases_nothing_with_its_old_fence() {
    CaseRef order = booked(Letters.party(1), "1");
    Lease old = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    end("pbx:a");
    Lease next = b.store.acquire("pbx:a", b.id, LONG).orElseThrow();
    assertThat(a.turn(Letters.released(order, old.fence(), "late"))).isEqualTo(new Reply.Said(Optional.of("too late")));
    assertThat(tables.count("select count(*) from command")).isZero();
    assertThat(tables.count("select count(*) from signal where type = 'Released'")).isZero();
    b.turn(Letters.released(order, next.fence(), "good"));
    assertThat(tables.ask("select type || ' ' || state from command")).containsExactly("Reserve waiting");
  }

  @Test
  void a_lease_that_has_ended_is_not_held_though_nobody_took_it() {
    CaseRef order = booked(Letters.party(1), "1");
    Lease lease = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    end("pbx:a");
    try (Turn turn = a.store.open(List.of(Letters.released(order, lease.fence(), "r")), new TreeMap<>())) {
      assertThat(turn.holds("pbx:a", lease.fence())).isFalse();
    }
    assertThat(a.store.renew(lease, LONG)).isTrue();
    try (Turn turn = a.store.open(List.of(Letters.released(order, lease.fence(), "r")), new TreeMap<>())) {
      assertThat(turn.holds("pbx:a", lease.fence())).isTrue();
      assertThat(turn.holds("pbx:a", lease.fence() + 1)).isFalse();
      assertThat(turn.holds("pbx:b", lease.fence())).isFalse();
    }
  }

  @Test
  void a_renewal_passes_an_open_turn_and_a_takeover_waits_for_it() {
    CaseRef order = booked(Letters.party(1), "1");
    Lease lease = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    Future<Optional<Lease>> takeover;
    try (Turn turn = a.store.open(List.of(Letters.released(order, lease.fence(), "r")), new TreeMap<>())) {
      assertThat(turn.holds("pbx:a", lease.fence())).isTrue();
      assertThat(a.store.renew(lease, LONG)).as("renewed while a turn has read it").isTrue();
      a.store.release(lease);
      takeover = Together.start(() -> b.store.acquire("pbx:a", b.id, LONG));
      Together.until("the takeover waits", () -> tables.count("select count(*) from pg_locks where not granted") > 0);
      assertThat(takeover.isDone()).isFalse();
    }
    assertThat(Together.get(takeover)).isPresent();
  }

  @Test
  void a_command_is_claimed_once_by_whoever_asks() {
    int orders = 120;
    Lease lease = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    for (int i = 0; i < orders; i++) {
      a.turn(Letters.released(booked(Letters.party(i), "k" + i), lease.fence(), "r" + i));
    }
    List<Callable<List<Command>>> performers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Node node = i % 2 == 0 ? a : b;
      performers.add(() -> {
        List<Command> mine = new ArrayList<>();
        List<Command> more = node.store.claim(lease, 7, Duration.ZERO);
        while (!more.isEmpty()) {
          mine.addAll(more);
          more = node.store.claim(lease, 7, Duration.ZERO);
        }
        return mine;
      });
    }
    List<Command> all = Together.run(performers).stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(orders).doesNotHaveDuplicates().allMatch(Command.Reserve.class::isInstance);
    assertThat(tables.count("select count(*) from command where state = 'sent' and fence = 1 and sent_at is not null")).isEqualTo(orders);
    assertThat(a.store.open(lease)).hasSize(orders).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void an_old_fence_claims_expires_opens_and_settles_nothing() {
    Lease old = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    a.turn(Letters.released(booked(Letters.party(1), "1"), old.fence(), "r1"));
    a.turn(Letters.released(booked(Letters.party(2), "2"), old.fence(), "r2"));
    Command sent = a.store.claim(old, 1, Duration.ZERO).getFirst();
    end("pbx:a");
    assertThat(a.store.claim(old, 10, Duration.ZERO)).as("ended, and nobody took it").isEmpty();
    Lease next = b.store.acquire("pbx:a", b.id, LONG).orElseThrow();
    tables.run("update command set not_after = now() - interval '1 second' where state = 'waiting'");
    assertThat(a.store.claim(old, 10, Duration.ZERO)).isEmpty();
    assertThat(a.store.open(old)).isEmpty();
    assertThat(a.store.expire(old, 10)).isZero();
    assertThat(a.store.done(old, sent, "x")).isFalse();
    assertThat(b.store.open(next)).containsExactly(sent);
    assertThat(b.store.expire(next, 10)).isEqualTo(1);
    assertThat(b.store.done(next, sent, "it is gone")).isTrue();
    assertThat(b.store.done(next, sent, "again")).isFalse();
    assertThat(tables.ask("select state || ' ' || evidence from command order by state"))
        .containsExactly("done it is gone", "late not sent before its time was over");
  }

  @Test
  void a_command_whose_time_is_over_is_never_sent_and_its_case_hears_of_it() {
    Lease lease = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    CaseRef order = booked(Letters.party(1), "1");
    a.turn(Letters.released(order, lease.fence(), "r1"));
    assertThat(tables.ask("select stage from orders")).containsExactly("reserving");
    assertThat(a.store.claim(lease, 10, Duration.ofHours(1))).as("too little time left").isEmpty();
    assertThat(a.store.expire(lease, 10)).as("its time is not over yet").isZero();
    tables.run("update command set not_after = now() - interval '1 second'");
    assertThat(a.store.claim(lease, 10, Duration.ZERO)).isEmpty();
    assertThat(a.store.expire(lease, 10)).isEqualTo(1);
    assertThat(a.store.expire(lease, 10)).isZero();
    List<Letter> told = b.store.stored(10);
    assertThat(told).singleElement().satisfies(letter -> {
      assertThat(letter.to()).contains(order);
      assertThat(letter.signal()).isInstanceOf(Unsent.class);
    });
    b.turn(told.getFirst());
    assertThat(b.store.stored(10)).isEmpty();
    assertThat(tables.ask("select stage from orders").getFirst()).isNotEqualTo("reserving");
    assertThat(tables.ask("select state from command")).containsExactly("late");
  }

  @Test
  void an_acknowledgement_belongs_to_no_case_and_is_done_by_its_id() {
    Lease lease = a.store.acquire("pbx:a", a.id, LONG).orElseThrow();
    PartyId ann = Letters.party(1);
    Letter booking = Letters.booking(ann, "1", "q");
    Command.AckNote note = new Command.AckNote(Letters.id("note"), "a", "a-1.1-1", tables.now().plusSeconds(60));
    SortedMap<PartyId, amends.core.desk.Party> after = new TreeMap<>(Map.of(ann, new amends.core.desk.Party(ann, amends.core.desk.PartyFile.EMPTY, new TreeMap<>())));
    try (Turn turn = a.store.open(List.of(booking), new TreeMap<>())) {
      turn.commit(List.of(new amends.core.desk.Taken(after, booking, List.of(), List.of(), List.of(), List.of(note), List.of(), Optional.empty(), Optional.empty())));
    }
    assertThat(a.store.claim(lease, 10, Duration.ZERO)).containsExactly(note);
    assertThat(a.store.done(lease, note, "acknowledged")).isTrue();
    assertThat(tables.ask("select state || ' ' || evidence from command")).containsExactly("done acknowledged");
  }

  private void end(String lease) {
    tables.run("update lease set until = now() - interval '1 second' where name = ?", lease);
  }

  private CaseRef booked(PartyId party, String key) {
    String[] words = ((Reply.Said) a.turn(Letters.booking(party, key, "q"))).answer().orElseThrow().split(" ");
    assertThat(words[0]).isEqualTo("BOOKED");
    return CaseRef.fromHex(Kind.ORDER, words[1]);
  }
}
