package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Request;
import amends.core.desk.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, and letters that race. */
class StoreRaceTest {
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
  void racing_letters_make_no_case_twice_and_repeats_are_told_the_same() {
    long seed = seed();
    Random random = new Random(seed);
    int people = 200;
    int asked = 2_400;
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < asked; i++) {
      PartyId party = Letters.party(random.nextInt(people));
      Optional<PartyId> by = random.nextInt(10) == 0 ? Optional.of(Letters.party(random.nextInt(people))) : Optional.empty();
      letters.add(Letters.booking(party, by, "key " + i, "q" + random.nextInt(2), ""));
    }
    // Every twelfth letter comes to both nodes at about the same time.
    List<Letter> toA = new ArrayList<>();
    List<Letter> toB = new ArrayList<>();
    List<Letter> twice = new ArrayList<>();
    for (int i = 0; i < asked; i++) {
      (i % 2 == 0 ? toA : toB).add(letters.get(i));
      if (i % 12 == 0) {
        (i % 2 == 0 ? toB : toA).add(letters.get(i));
        twice.add(letters.get(i));
      }
    }
    assertThat(twice).hasSize(200);
    List<Map<UUID, Reply>> told = new ArrayList<>(Together.run(batches(toA, toB, random)));
    Map<UUID, Reply> first = new HashMap<>();
    for (Map<UUID, Reply> one : told) {
      one.forEach((id, reply) -> assertThat(first.merge(id, reply, (was, now) -> was.equals(now) ? was : null)).as("the repeat of " + id).isNotNull());
    }
    assertThat(first).hasSize(asked);
    int alike = 0;
    for (Letter letter : twice) {
      Node other = random.nextBoolean() ? a : b;
      if (other.turn(letter).equals(first.get(letter.id()))) {
        alike++;
      }
    }
    assertThat(alike).as("repeats told the same, of 200").isEqualTo(200);
    assertThat(tables.count("select count(*) from signal")).isEqualTo(asked);
    assertThat(tables.ask("select party::text from orders where outcome is null group by party, queue having count(*) > 1")).as("double cases").isEmpty();
    assertThat(tables.count("select count(*) from signal where answer like 'BOOKED %'")).isEqualTo(tables.count("select count(*) from cases"));
    assertThat(tables.count("select count(*) from orders")).isGreaterThan(people);
    System.out.println("races: n = " + asked + ", repeats alike 200/200, cases " + tables.count("select count(*) from cases") + ", double 0");
  }

  private List<Callable<Map<UUID, Reply>>> batches(List<Letter> toA, List<Letter> toB, Random random) {
    List<Callable<Map<UUID, Reply>>> tasks = new ArrayList<>();
    for (Node node : List.of(a, b)) {
      List<Letter> mine = new ArrayList<>(node == a ? toA : toB);
      Collections.shuffle(mine, random);
      int lanes = 3;
      for (int lane = 0; lane < lanes; lane++) {
        List<List<Letter>> batches = new ArrayList<>();
        for (int at = lane; at < mine.size(); at += lanes) {
          if (batches.isEmpty() || batches.getLast().size() >= 1 + random.nextInt(64)) {
            batches.add(new ArrayList<>());
          }
          batches.getLast().add(mine.get(at));
        }
        tasks.add(() -> {
          Map<UUID, Reply> all = new HashMap<>();
          batches.forEach(batch -> all.putAll(node.turn(batch, new TreeMap<>())));
          return all;
        });
      }
    }
    return tasks;
  }

  @Test
  void a_cap_per_person_holds_under_that_persons_lock() {
    int callers = 25;
    List<Callable<Map<UUID, Reply>>> tasks = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      PartyId by = Letters.party(10_000 + caller);
      for (int i = 0; i < 8; i++) {
        Letter letter = Letters.booking(Letters.party(caller * 8 + i), Optional.of(by), "cap " + caller + "/" + i, "q", "");
        Node node = i % 2 == 0 ? a : b;
        tasks.add(() -> node.turn(List.of(letter), new TreeMap<>()));
      }
    }
    Collections.shuffle(tasks, new Random(seed()));
    Together.run(tasks);
    assertThat(tables.count("select count(*) from signal where answer like 'BOOKED %'")).isEqualTo(3L * callers);
    assertThat(tables.ask("select by_party::text from signal where answer like 'BOOKED %' group by by_party having count(*) <> 3")).isEmpty();
    assertThat(tables.count("select count(*) from signal where answer = 'REFUSED too-many'")).isEqualTo(5L * callers);
  }

  @Test
  void turns_over_the_same_people_in_opposite_orders_do_not_deadlock() {
    long seed = seed();
    long before = tables.count("select deadlocks from pg_stat_database where datname = current_database()");
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      Random random = new Random(seed + lane);
      int number = lane;
      Node node = lane % 2 == 0 ? a : b;
      tasks.add(() -> {
        for (int turn = 0; turn < 75; turn++) {
          List<PartyId> people = new ArrayList<>();
          for (int i = 0; i < 12; i++) {
            people.add(Letters.party(random.nextInt(20)));
          }
          List<Letter> batch = new ArrayList<>();
          int i = 0;
          for (PartyId person : new LinkedHashSet<>(people)) {
            batch.add(Letters.booking(person, "t" + number + "/" + turn + "/" + i++, "q" + random.nextInt(3)));
          }
          node.together(batch, new TreeMap<>());
        }
        return 75;
      });
    }
    assertThat(Together.run(tasks)).containsExactly(75, 75, 75, 75);
    // The statistics of a session are told when it ends.
    a.close();
    b.close();
    a = new Node(database);
    b = new Node(database);
    assertThat(tables.count("select deadlocks from pg_stat_database where datname = current_database()")).isEqualTo(before);
  }

  @Test
  void a_turn_that_waited_for_the_lock_reads_what_the_other_wrote() {
    Letter first = Letters.booking(Letters.party(1), "1", "q");
    Letter second = Letters.booking(Letters.party(1), "2", "q");
    a.turn(Letters.booking(Letters.party(1), "0", "other"));
    Future<Map<UUID, Reply>> waiting;
    try (Turn turn = a.store.open(List.of(first), new TreeMap<>())) {
      waiting = Together.start(() -> b.turn(List.of(second), new TreeMap<>()));
      Together.until("the other node waits for the lock", () -> tables.count("select count(*) from pg_locks where not granted") > 0);
      SortedMap<PartyId, Party> after = new TreeMap<>(turn.parties());
      PartyFile file = new PartyFile(List.of(), List.of(new Request("a/2", Instant.now())));
      after.put(first.party(), after.get(first.party()).with(file));
      turn.commit(List.of(new Taken(after, first, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty())));
    }
    assertThat(Together.get(waiting).get(second.id())).isEqualTo(new Reply.Said(Optional.of("REFUSED ended")));
  }

  @Test
  void people_who_are_new_to_both_nodes_at_once_are_made_once() {
    List<Callable<Map<UUID, Reply>>> tasks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (Node node : List.of(a, b)) {
        List<Letter> batch = new ArrayList<>();
        SortedMap<PartyId, Sealed> numbers = new TreeMap<>();
        for (int j = 0; j < 4; j++) {
          PartyId party = Letters.party(i * 4 + (node == a ? j : 3 - j));
          numbers.put(party, new Sealed(new byte[] {1}));
          batch.add(Letters.booking(party, (node == a ? "a" : "b") + i + "/" + j, "q"));
        }
        tasks.add(() -> node.together(batch, numbers));
      }
    }
    Together.run(tasks);
    assertThat(tables.count("select count(*) from party where number_sealed is not null")).isEqualTo(400);
    assertThat(tables.count("select count(*) from cases")).isEqualTo(400);
    assertThat(tables.count("select count(*) from signal where answer like 'EXISTS %'")).isEqualTo(400);
  }

  private static long seed() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    return seed;
  }
}
