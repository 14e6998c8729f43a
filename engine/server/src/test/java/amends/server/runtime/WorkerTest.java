package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Letter;
import amends.core.desk.Taken;
import amends.server.store.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private final MemoryStore store = new MemoryStore();
  private final List<Taken> told = new ArrayList<>();
  private final Worker worker =
      new Worker(store, Samples::count, UncheckedIOException.class::isInstance, told::addAll);

  @Test
  void letters_of_one_party_see_each_others_result_in_one_commit() {
    List<Waiting> batch =
        waiting(Samples.letter(1, "a"), Samples.letter(1, "b"), Samples.letter(2, "c"));
    worker.turn(batch);
    assertThat(replies(batch)).containsExactly(said("a#1"), said("b#2"), said("c#1"));
    assertThat(store.turns()).hasSize(1);
    assertThat(told).hasSize(3);
  }

  @Test
  void a_repeat_gets_the_remembered_answer_and_changes_nothing() {
    worker.turn(waiting(Samples.letter(1, "a")));
    List<Waiting> again = waiting(Samples.letter(1, "b"), Samples.letter(1, "a"));
    worker.turn(again);
    assertThat(replies(again)).containsExactly(said("b#2"), said("a#1"));
    assertThat(tally(1)).isEqualTo(2);
  }

  @Test
  void the_same_letter_twice_in_one_batch_is_one_letter() {
    List<Waiting> batch = waiting(Samples.letter(1, "a"), Samples.letter(1, "a"));
    worker.turn(batch);
    assertThat(replies(batch)).containsExactly(said("a#1"), said("a#1"));
    assertThat(tally(1)).isEqualTo(1);
  }

  @Test
  void a_poison_letter_is_parked_alone_and_its_successors_wait_behind_it() {
    Letter poison = Samples.letter(2, "poison");
    Letter after = Samples.letter(2, "after");
    List<Waiting> batch = waiting(Samples.letter(1, "a"), poison, after, Samples.letter(3, "d"));
    worker.turn(batch);
    assertThat(replies(batch))
        .containsExactly(
            said("a#1"), new Reply.Parked(poison.id()), new Reply.Parked(after.id()), said("d#1"));
    assertThat(store.turns())
        .containsExactly(List.of(batch.get(0).letter()), List.of(), List.of(batch.get(3).letter()));
  }

  @Test
  void a_letter_whose_writing_fails_is_parked_alone_too() {
    Letter bad = Samples.letter(2, "bad");
    store.refuseCommit(letters -> letters.contains(bad));
    List<Waiting> batch = waiting(Samples.letter(1, "a"), bad, Samples.letter(3, "d"));
    worker.turn(batch);
    assertThat(replies(batch))
        .containsExactly(said("a#1"), new Reply.Parked(bad.id()), said("d#1"));
  }

  @Test
  void nothing_is_parked_while_the_database_is_away_and_every_source_keeps_its_letter() {
    store.down(new UncheckedIOException(new IOException("connection refused")));
    List<Waiting> batch = waiting(Samples.letter(1, "a"), Samples.letter(2, "b"));
    worker.turn(batch);
    assertThat(replies(batch)).containsExactly(new Reply.Full(), new Reply.Full());
    store.down(null);
    List<Waiting> again = waiting(Samples.letter(1, "a"), Samples.letter(2, "b"));
    worker.turn(again);
    assertThat(replies(again)).containsExactly(said("a#1"), said("b#1"));
  }

  @Test
  void a_commit_that_failed_for_the_database_once_is_tried_again() {
    Letter letter = Samples.letter(1, "a");
    List<Integer> tries = new ArrayList<>();
    store.refuseCommit(
        letters -> {
          tries.add(1);
          if (tries.size() == 1) {
            throw new UncheckedIOException(new IOException("deadlock detected"));
          }
          return false;
        });
    List<Waiting> batch = waiting(letter);
    worker.turn(batch);
    assertThat(replies(batch)).containsExactly(said("a#1"));
    assertThat(tries).hasSize(2);
  }

  @Test
  void a_letter_of_an_old_fence_is_not_taken() {
    var old =
        store
            .acquire("pbx:a", new java.util.UUID(1, 1), java.time.Duration.ofSeconds(10))
            .orElseThrow();
    store.advance(java.time.Duration.ofSeconds(11));
    var present =
        store
            .acquire("pbx:a", new java.util.UUID(2, 2), java.time.Duration.ofSeconds(10))
            .orElseThrow();
    List<Waiting> batch =
        waiting(
            Samples.letter(1, "old", new MemoryStore.UnderFence("pbx:a", old.fence())),
            Samples.letter(1, "new", new MemoryStore.UnderFence("pbx:a", present.fence())));
    worker.turn(batch);
    assertThat(replies(batch))
        .containsExactly(new Reply.Said(Optional.empty()), said("UnderFence#1"));
    assertThat(tally(1)).isEqualTo(1);
  }

  @Test
  void a_listener_that_fails_does_not_undo_or_repeat_the_turn() {
    Worker unlucky =
        new Worker(
            store,
            Samples::count,
            t -> false,
            taken -> {
              throw new IllegalStateException("listener");
            });
    List<Waiting> batch = waiting(Samples.letter(1, "a"));
    unlucky.turn(batch);
    assertThat(replies(batch)).containsExactly(said("a#1"));
    assertThat(store.turns()).hasSize(1);
  }

  private int tally(int party) {
    var open =
        store.party(Samples.party(party)).orElseThrow().cases().get(Samples.order(party).id());
    return ((Samples.Tally) open).n();
  }

  private static List<Waiting> waiting(Letter... letters) {
    return List.of(letters).stream().map(letter -> Waiting.of(letter, new TreeMap<>())).toList();
  }

  private static List<Reply> replies(List<Waiting> batch) {
    return batch.stream().map(one -> one.reply().getNow(null)).toList();
  }

  private static Reply said(String answer) {
    return new Reply.Said(Optional.of(answer));
  }
}
