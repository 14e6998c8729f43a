package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.callback.BookingAsked;
import amends.core.callback.CallbackPolicy;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderPolicy;
import amends.core.switchboard.Switchboard;
import amends.server.store.Database;
import amends.server.store.Lease;
import amends.server.store.PgStore;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import amends.server.store.TestDatabase;
import amends.server.store.Trouble;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes on one PostgreSQL, given the same letters at once, in different orders, with poison
 * among them.
 */
@Timeout(120)
class TwoNodesTest {
  private static final int PARTIES = 60;
  private static final int LETTERS = 1_200;

  private final Vertx vertx = Vertx.vertx();
  private final Database database = TestDatabase.fresh();
  private final PgStore storeA = PgStore.open(vertx, database, 4);
  private final PgStore storeB = PgStore.open(vertx, database, 4);
  private final Switchboard switchboard =
      new Switchboard(
          OrderPolicy.DEFAULT, new CallbackPolicy(Duration.ofHours(24), Duration.ZERO, 1_000));

  @AfterEach
  void stop() throws Exception {
    storeA.close();
    storeB.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void racing_nodes_answer_alike_book_once_and_park_only_the_poison() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("TwoNodesTest seed " + seed);
    Random random = new Random(seed);
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < LETTERS; i++) {
      letters.add(booking(random.nextInt(PARTIES), random.nextInt(PARTIES), i, i % 300 == 7));
    }
    List<Letter> other = new ArrayList<>(letters);
    Collections.shuffle(other, random);
    List<Reply> ofA;
    List<Reply> ofB;
    try (Lanes a = lanes(storeA);
        Lanes b = lanes(storeB)) {
      List<CompletableFuture<Reply>> atA = new ArrayList<>();
      TreeMap<Integer, CompletableFuture<Reply>> atB = new TreeMap<>();
      for (int i = 0; i < LETTERS; i++) {
        atA.add(a.offer(letters.get(i), none()));
        atB.put(letters.indexOf(other.get(i)), b.offer(other.get(i), none()));
      }
      ofA = all(atA);
      ofB = all(atB.values());
    }
    assertThat(ofB).isEqualTo(ofA);
    assertThat(ofA).noneMatch(Reply.Full.class::isInstance);
    assertThat(ofA.stream().filter(Reply.Parked.class::isInstance)).hasSize(LETTERS / 300);
    List<String> booked =
        ofA.stream().map(TwoNodesTest::answer).filter(a -> a.startsWith("BOOKED")).toList();
    assertThat(booked)
        .as("one promise a person")
        .hasSizeLessThanOrEqualTo(PARTIES)
        .doesNotHaveDuplicates();
    assertThat(storeA.inTurn("a", "sales")).hasSize(booked.size());
    System.out.printf(
        "TwoNodesTest: %d letters at both nodes, %d promises, %d parked, 0 answered differently%n",
        LETTERS, booked.size(), LETTERS / 300);
  }

  @Test
  void a_lease_goes_over_to_the_other_node_when_the_first_gives_it_back() {
    List<String> heard = new ArrayList<>();
    LeaseKeeper a = keeper(storeA, new UUID(1, 1), heard, "a");
    LeaseKeeper b = keeper(storeB, new UUID(2, 2), heard, "b");
    a.step();
    b.step();
    assertThat(a.mayAct()).isPresent();
    assertThat(b.mayAct()).isEmpty();
    a.giveUp();
    b.step();
    assertThat(heard).containsExactly("a gained 1", "a lost 1", "b gained 2");
  }

  private Lanes lanes(PgStore store) {
    Take take =
        (parties, letter, clock) -> {
          if (letter.signal() instanceof BookingAsked asked && asked.language().equals("poison")) {
            throw new IllegalStateException("no turn can be made of this");
          }
          return switchboard.take(parties, letter, clock);
        };
    return new Lanes(new Worker(store, take, Trouble::isPassing, taken -> {}), 2, 2_048, 64)
        .start();
  }

  private static LeaseKeeper keeper(PgStore store, UUID node, List<String> heard, String name) {
    LeaseListener listener =
        new LeaseListener() {
          @Override
          public void gained(Lease lease) {
            heard.add(name + " gained " + lease.fence());
          }

          @Override
          public void lost(Lease lease, String why) {
            heard.add(name + " lost " + lease.fence());
          }
        };
    return new LeaseKeeper(
        store, "pbx:a", node, LeaseKeeper.Terms.USUAL, System::nanoTime, listener);
  }

  /** Half of the requests are made for another person: both are locked. */
  private static Letter booking(int callee, int caller, int n, boolean poison) {
    Instant at = Instant.parse("2026-03-02T09:00:00Z");
    BookingAsked asked =
        new BookingAsked(
            "a",
            "1." + n + "-1",
            "sales",
            0,
            at,
            at,
            "800",
            poison ? "poison" : "en",
            Optional.empty());
    Optional<PartyId> by =
        callee == caller || n % 2 == 0 ? Optional.empty() : Optional.of(party(caller));
    return new Letter(
        LetterId.of("booking", "a", "1." + n + "-1"),
        at,
        party(callee),
        by,
        Optional.empty(),
        asked);
  }

  private static PartyId party(int n) {
    return new PartyId(LetterId.of("party", n));
  }

  private static SortedMap<PartyId, Sealed> none() {
    return new TreeMap<>();
  }

  private static List<Reply> all(Iterable<CompletableFuture<Reply>> replies) throws Exception {
    List<Reply> all = new ArrayList<>();
    for (CompletableFuture<Reply> reply : replies) {
      all.add(reply.get(60, TimeUnit.SECONDS));
    }
    return all;
  }

  private static String answer(Reply reply) {
    return reply instanceof Reply.Said said ? said.answer().orElse("-") : "-";
  }
}
