package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Letter;
import amends.server.store.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final MemoryStore store = new MemoryStore();
  private final Worker worker = new Worker(store, Samples::count, t -> false, taken -> {});

  @Test
  void letters_of_a_party_are_taken_in_the_order_they_were_offered() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("LanesTest seed " + seed);
    Random random = new Random(seed);
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    int[] counts = new int[20];
    try (Lanes lanes = new Lanes(worker, 2, 5_000, 256).start()) {
      for (int i = 0; i < 2_000; i++) {
        int party = random.nextInt(20);
        replies.add(lanes.offer(Samples.letter(party, "w" + i), new TreeMap<>()));
        expected.add("w" + i + "#" + ++counts[party]);
      }
    }
    for (int i = 0; i < replies.size(); i++) {
      assertThat(replies.get(i).get(10, TimeUnit.SECONDS))
          .isEqualTo(new Reply.Said(Optional.of(expected.get(i))));
    }
  }

  @Test
  void what_waits_becomes_one_turn_of_at_most_256_letters() {
    Lanes lanes = new Lanes(worker, 1, 1_000, 256);
    for (int i = 0; i < 300; i++) {
      lanes.offer(Samples.letter(i, "w"), new TreeMap<>());
    }
    lanes.start();
    lanes.close();
    assertThat(store.turns().stream().map(List::size)).containsExactly(256, 44);
  }

  @Test
  void a_full_lane_says_so_at_once_and_loses_nothing_that_it_took() {
    Lanes lanes = new Lanes(worker, 1, 3, 256);
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      replies.add(lanes.offer(Samples.letter(i, "w"), new TreeMap<>()));
    }
    assertThat(replies.stream().map(reply -> reply.getNow(null)))
        .containsExactly(null, null, null, new Reply.Full(), new Reply.Full());
    lanes.start();
    lanes.close();
    assertThat(replies.subList(0, 3))
        .allSatisfy(
            reply -> assertThat(reply.getNow(null)).isEqualTo(new Reply.Said(Optional.of("w#1"))));
  }

  @Test
  void a_stop_drains_what_waits_and_refuses_what_comes_after() {
    Lanes lanes = new Lanes(worker, 2, 1_000, 16);
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      replies.add(lanes.offer(Samples.letter(i, "w"), new TreeMap<>()));
    }
    lanes.start();
    lanes.close();
    assertThat(replies)
        .allSatisfy(
            reply -> assertThat(reply.getNow(null)).isEqualTo(new Reply.Said(Optional.of("w#1"))));
    assertThat(lanes.offer(Samples.letter(1, "late"), new TreeMap<>()).getNow(null))
        .isEqualTo(new Reply.Full());
  }

  @Test
  void every_letter_offered_while_the_lanes_stop_gets_an_answer() throws Exception {
    for (int round = 0; round < 50; round++) {
      Lanes lanes = new Lanes(worker, 2, 64, 16).start();
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      CountDownLatch begun = new CountDownLatch(1);
      int r = round;
      Thread source =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 400; i++) {
                      replies.add(lanes.offer(Samples.letter(i, "r" + r), new TreeMap<>()));
                      begun.countDown();
                    }
                  });
      begun.await();
      lanes.close();
      source.join();
      for (CompletableFuture<Reply> reply : replies) {
        assertThat(reply.get(10, TimeUnit.SECONDS))
            .isInstanceOfAny(Reply.Said.class, Reply.Full.class);
      }
    }
  }

  @Test
  void a_lane_survives_an_error_of_any_kind() throws Exception {
    Worker broken =
        new Worker(
            store,
            (parties, letter, clock) -> {
              if (letter.signal().equals(new Samples.Word("error"))) {
                throw new StackOverflowError("deep");
              }
              return Samples.count(parties, letter, clock);
            },
            t -> false,
            taken -> {});
    try (Lanes lanes = new Lanes(broken, 1, 100, 1).start()) {
      Letter bad = Samples.letter(1, "error");
      assertThat(lanes.offer(bad, new TreeMap<>()).get(10, TimeUnit.SECONDS))
          .isEqualTo(new Reply.Parked(bad.id()));
      assertThat(lanes.offer(Samples.letter(2, "w"), new TreeMap<>()).get(10, TimeUnit.SECONDS))
          .isEqualTo(new Reply.Said(Optional.of("w#1")));
    }
  }
}
