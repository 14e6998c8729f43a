package amends.core.switchboard;

import static amends.core.switchboard.World.ANN;
import static amends.core.switchboard.World.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Decision;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Request;
import amends.core.desk.Seat;
import amends.core.desk.Signal;
import amends.core.desk.Taken;
import amends.core.desk.WakeUp;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallNews;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SwitchboardTest {
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private final World world = new World(NINE);

  @Test
  void the_same_letter_taken_twice_from_the_same_state_comes_to_the_same() {
    Letter letter = world.letter(ANN, Optional.empty(), Optional.empty(), world.booking("1-1"));
    Taken one = new World(NINE).take(letter);
    Taken two = new World(NINE).take(letter);
    assertThat(one).isEqualTo(two);
  }

  @Test
  void a_letter_that_is_nobodys_is_kept_with_the_reason() {
    Taken taken = world.news(new CallNews.Stood(new UUID(1, 2), NINE));
    assertThat(taken.moved()).isEmpty();
    assertThat(taken.why()).hasValueSatisfying(why -> assertThat(why).contains("unmatched"));
  }

  @Test
  void a_dialplan_that_asks_for_an_unknown_order_is_told_no() {
    assertThat(world.hearUnaddressed(new OrderSignal.AgentAccepted(new UUID(1, 2), "x")).answer())
        .contains("NO unknown");
  }

  @Test
  void a_signal_no_desk_hears_is_let_pass() {
    world.book(ANN, ANN, world.booking("1-1"));
    Signal foreign = new Signal() {};
    assertThat(world.hear(foreign).why())
        .hasValueSatisfying(why -> assertThat(why).contains("no desk hears"));
  }

  @Test
  void a_booking_for_another_number_is_written_to_both_files() {
    Taken taken = world.book(ANN, BEN, world.booking("1-1"));
    assertThat(taken.after().get(ANN).cases()).hasSize(1);
    assertThat(taken.after().get(ANN).file().requests()).isEmpty();
    assertThat(taken.after().get(BEN).file().requests())
        .containsExactly(new Request("a/1-1", NINE));
  }

  @Test
  void a_letter_about_a_person_who_is_not_locked_is_a_bug() {
    Switchboard board = new Switchboard(List.of(), (p, l) -> List.of());
    Letter letter = world.letter(ANN, Optional.of(BEN), Optional.empty(), world.booking("1-1"));
    SortedMap<PartyId, Party> onlyAnn = new TreeMap<>();
    onlyAnn.put(ANN, world.party(ANN));
    assertThatThrownBy(() -> board.take(onlyAnn, letter, NINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(BEN.toString());
  }

  /** A case that asks to be woken at an instant and, woken, asks again. */
  private record Sleepless(CaseRef ref, Instant at) implements Case {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(at);
    }

    @Override
    public boolean closed() {
      return false;
    }
  }

  @Test
  void a_wake_up_that_would_wake_for_ever_is_a_bug() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, new UUID(3, 4));
    Seat<Sleepless, Signal> seat =
        new Seat<>(
            Sleepless.class,
            Optional::of,
            (self, now, signal, in) -> new Decision.LetPass<>("no", Optional.empty()));
    Switchboard board = new Switchboard(List.of(seat), (p, l) -> List.of(ref));
    Party party = new Party(ANN, PartyFile.EMPTY, new TreeMap<>()).with(new Sleepless(ref, NINE));
    SortedMap<PartyId, Party> parties = new TreeMap<>();
    parties.put(ANN, party);
    Letter wake = WakeUps.due(party, NINE).getFirst();
    assertThat(wake.signal()).isEqualTo(new WakeUp(Kind.ORDER, NINE));
    assertThatThrownBy(() -> board.take(parties, wake, NINE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wake for ever");
    assertThat(board.take(parties, wake, NINE.minusSeconds(1)).moved())
        .as("a stale one is let pass")
        .isEmpty();
  }

  @Test
  void more_than_sixteen_steps_for_one_letter_are_a_bug() {
    CaseRef ref = new CaseRef(ANN, Kind.ORDER, new UUID(3, 4));
    Switchboard board = new Switchboard(List.of(), (p, l) -> Collections.nCopies(17, ref));
    SortedMap<PartyId, Party> parties = new TreeMap<>();
    parties.put(ANN, world.party(ANN));
    Letter letter = world.letter(ANN, Optional.empty(), Optional.empty(), world.booking("1-1"));
    assertThatThrownBy(() -> board.take(parties, letter, NINE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at most 16");
  }

  @Test
  void the_clock_writes_one_letter_a_due_case_and_the_same_one_in_the_same_turn() {
    world.book(ANN, ANN, world.booking("1-1"));
    assertThat(WakeUps.due(world.party(ANN), NINE.plusSeconds(59))).isEmpty();
    List<Letter> due = WakeUps.due(world.party(ANN), NINE.plusSeconds(60));
    assertThat(due).hasSize(1).isEqualTo(WakeUps.due(world.party(ANN), NINE.plusSeconds(60)));
    // A case may ask again for an instant that has passed: that is another wake-up, not a repeat.
    assertThat(due)
        .doesNotContainAnyElementsOf(WakeUps.due(world.party(ANN), NINE.plusSeconds(600)));
    assertThat(due.getFirst().happenedAt()).isEqualTo(NINE.plusSeconds(60));
  }
}
