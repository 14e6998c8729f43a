package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Case;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PollerTest {
  private final MemoryStore store = new MemoryStore();
  private final List<Taken> told = new ArrayList<>();
  private final Worker worker = new Worker(store, PollerTest::wake, t -> false, told::addAll);
  private final Lanes lanes = new Lanes(worker, 1, 100, 256);
  private final Poller poller =
      new Poller(store, PollerTest::wake, worker, lanes, told::addAll, Duration.ofMillis(250));

  @Test
  void wakes_what_is_due_and_nothing_else() {
    open(1, store.now());
    open(2, store.now().plusSeconds(1));
    poller.step();
    assertThat(tally(1).n()).isEqualTo(1);
    assertThat(tally(2).n()).isZero();
    assertThat(told).hasSize(1);
  }

  @Test
  void a_case_is_woken_once_for_each_time_it_asked() {
    open(1, store.now());
    poller.step();
    poller.step();
    assertThat(tally(1).n()).isEqualTo(1);
    store.advance(Duration.ofMinutes(1));
    poller.step();
    assertThat(tally(1).n()).isEqualTo(2);
  }

  @Test
  void a_case_that_asks_again_for_an_instant_in_which_it_was_woken_is_woken_again() {
    Instant at = store.now();
    open(1, at);
    poller.step();
    open(1, at);
    store.advance(Duration.ofSeconds(1));
    poller.step();
    assertThat(store.turns()).hasSize(2);
  }

  @Test
  void a_wake_up_that_fails_is_parked_with_its_case_and_the_others_are_woken() {
    open(1, store.now());
    open(13, store.now());
    open(2, store.now());
    poller.step();
    assertThat(tally(1).n()).isEqualTo(1);
    assertThat(tally(2).n()).isEqualTo(1);
    assertThat(tally(13).n()).isZero();
    int turns = store.turns().size();
    poller.step();
    assertThat(store.turns()).as("no wake storm").hasSize(turns);
  }

  @Test
  void letters_left_for_another_party_are_posted_once() {
    Letter left = Samples.letter(3, "left");
    SortedMap<PartyId, Party> none = new TreeMap<>();
    try (var turn = store.open(List.of(Samples.letter(1, "cause")), new TreeMap<>())) {
      turn.commit(
          List.of(
              new Taken(
                  none,
                  Samples.letter(1, "cause"),
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of(left),
                  Optional.empty(),
                  Optional.empty())));
    }
    poller.step();
    poller.step();
    assertThat(lanes.waiting()).isEqualTo(1);
    lanes.start();
    lanes.close();
    poller.step();
    assertThat(tally(3).n()).isEqualTo(1);
  }

  private void open(int n, Instant wakeAt) {
    Case tally = new Samples.Tally(Samples.order(n), 0, Optional.of(wakeAt));
    store.put(tally);
  }

  private Samples.Tally tally(int n) {
    return (Samples.Tally)
        store.party(Samples.party(n)).orElseThrow().cases().get(Samples.order(n).id());
  }

  /** Counts, and wants to be woken a minute later; the thirteenth never lets itself be woken. */
  private static Taken wake(SortedMap<PartyId, Party> parties, Letter letter, Instant clock) {
    Taken counted = Samples.count(parties, letter, clock);
    if (letter.party().equals(Samples.party(13))) {
      throw new IllegalStateException("the thirteenth");
    }
    Samples.Tally tally =
        (Samples.Tally)
            counted.after().get(letter.party()).cases().get(letter.to().orElseThrow().id());
    SortedMap<PartyId, Party> after = new TreeMap<>(counted.after());
    Samples.Tally next =
        new Samples.Tally(tally.ref(), tally.n(), Optional.of(clock.plusSeconds(60)));
    after.put(letter.party(), after.get(letter.party()).with(next));
    return Samples.taken(after, letter, counted.moved(), "woken");
  }
}
