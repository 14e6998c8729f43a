package amends.core.switchboard;

import static amends.core.switchboard.World.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Command;
import amends.core.order.Order;
import amends.core.order.OrderFact;
import amends.core.order.OrderSignal;
import amends.core.order.Standing;
import amends.core.order.Verdict;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * One promise from Monday 09:00 on, step by step: each step names the facts expected, and no
 * others.
 */
class StoryTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private static final String ANNA = "PJSIP/anna";

  private final World world = new World(MONDAY);

  @Test
  void passed_busy_missed_and_called_all_the_same() {
    // Monday 09:00: Ann presses #, is told her place is kept, and hangs up.
    String said = world.book(ANN, ANN, world.booking("1767.1-1")).answer().orElseThrow();
    assertThat(said)
        .matches("BOOKED [0-9a-f]{64} " + MONDAY.plus(Duration.ofHours(24)).getEpochSecond());
    expect("Accepted");

    // The PBX asks once more with another request: the same promise stands.
    assertThat(world.book(ANN, ANN, world.booking("1767.1-2")).answer())
        .contains(said.replace("BOOKED", "EXISTS"));
    expect();

    // 09:01: she had time to hang up; her turn may come.
    world.after(60);
    assertThat(world.order().stage()).isEqualTo("ready");
    expect();

    // 09:05: pacing lets her in; the agent lets it pass; a minute later it may stand again.
    world.after(240);
    stand();
    UUID first = world.reservation();
    world.news(new CallNews.Passed(first, ANNA, "2", world.now()));
    world.news(new CallNews.Gone(first, CallNews.Ending.PASSED, world.now()));
    expect("Reserved", "AgentPassed", "ReservationEnded");
    assertThat(world.order())
        .isInstanceOfSatisfying(Order.Waiting.class, w -> assertThat(w.rule()).isEqualTo("passed"));

    // 09:06: again; the agent accepts, and the line is busy.
    world.after(60);
    stand();
    accept();
    ends(Outcome.BUSY, 0);
    expect("Reserved", "AttemptPlaced", "AttemptEnded");
    assertThat(world.party(ANN).file().touches()).hasSize(1);

    // 09:11: the agent accepts, and hangs up before the dialplan starts the call: her phone never
    // rang.
    world.after(300);
    stand();
    accept();
    world.news(
        new CallNews.NotPlaced(
            reservationOf(world.order()), Optional.of(world.attempt()), "late", world.now()));
    expect("Reserved", "AttemptPlaced", "AttemptUnplaced");
    assertThat(world.order().stage()).isEqualTo("ready");
    assertThat(world.order().attempts()).isEqualTo(1);
    assertThat(world.party(ANN).file().touches()).as("the unplaced call is taken back").hasSize(1);

    // Monday 21:01: half the window is gone, and it shows.
    world.at(MONDAY.plus(Duration.ofHours(12)).plusSeconds(60));
    assertThat(Standing.of(world.order().promise(), world.now())).isEqualTo(Standing.AT_RISK);

    // Tuesday 09:00: nobody was free in time. Said once, with the true time, and she stays in her
    // turn.
    world.at(MONDAY.plus(Duration.ofHours(25)));
    assertThat(world.facts)
        .containsExactly(new OrderFact.DueMissed(MONDAY.plus(Duration.ofHours(24))));
    expect("DueMissed");
    assertThat(world.order().stage()).isEqualTo("ready");

    // Tuesday 10:00: called all the same, and this time they talk.
    stand();
    accept();
    UUID attempt = world.attempt();
    world.news(new CallNews.Started(attempt, world.now()));
    world.after(2);
    world.news(new CallNews.Rang(attempt, world.now()));
    world.after(4);
    world.news(new CallNews.Answered(attempt, world.now()));
    world.after(2);
    world.news(new CallNews.Bridged(attempt, world.now()));
    assertThat(world.order().stage()).isEqualTo("talking");
    world.after(180);
    ended(attempt, Outcome.CONNECTED, 180);
    assertThat(world.order().stage()).isEqualTo("wrapup");
    world.after(3);
    world.news(new CallNews.Disposed(attempt, ANNA, Optional.of("1"), world.now()));
    expect(
        "Reserved",
        "AttemptPlaced",
        "CustomerRang",
        "Reached",
        "Bridged",
        "AttemptEnded",
        "Disposed",
        "Closed");
    assertThat(world.order().ended()).contains(Verdict.KEPT_LATE);
    assertThat(world.order().endedBy()).contains("agent:" + ANNA);

    // Whatever comes later changes nothing, and says why.
    assertThat(world.hear(new OrderSignal.AgentAccepted(first, ANNA)).answer())
        .contains("NO closed");
    assertThat(world.news(new CallNews.Rang(attempt, world.now())).why()).isPresent();
    expect();
    assertThat(world.commands.stream().filter(Command.PlaceCall.class::isInstance)).hasSize(3);
  }

  private void expect(String... facts) {
    assertThat(world.newFacts()).containsExactly(facts);
  }

  private void stand() {
    world.hear(new OrderSignal.Released("pbx:a", 1));
    world.news(new CallNews.Stood(world.reservation(), world.now()));
  }

  private void accept() {
    String go =
        world
            .hearUnaddressed(new OrderSignal.AgentAccepted(world.reservation(), ANNA))
            .answer()
            .orElseThrow();
    assertThat(go).matches("GO [0-9a-f]{64} \\{number} 4021 [0-9]{10}");
  }

  private void ends(Outcome outcome, int bridgedSeconds) {
    UUID attempt = world.attempt();
    world.news(new CallNews.Started(attempt, world.now()));
    ended(attempt, outcome, bridgedSeconds);
  }

  private void ended(UUID attempt, Outcome outcome, int bridgedSeconds) {
    Optional<Instant> bridgedAt =
        bridgedSeconds > 0
            ? Optional.of(world.now().minusSeconds(bridgedSeconds))
            : Optional.empty();
    world.news(
        new CallNews.Over(
            attempt,
            outcome,
            0,
            "",
            Optional.empty(),
            bridgedAt,
            bridgedAt,
            bridgedSeconds,
            world.now()));
  }

  private static UUID reservationOf(Order order) {
    return ((Order.Dialling) order).course().reservation();
  }
}
