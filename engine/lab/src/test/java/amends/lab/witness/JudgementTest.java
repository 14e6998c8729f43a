package amends.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Judgement.Rules RULES =
      new Judgement.Rules(
          Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(5), 0.5);
  private static final String R1 = Tape.reservation("a", 1);

  private static Tape kept(double talk) {
    return new Tape()
        .queues(10, "101", "support", 0)
        .books(13, "101", "support", 0.021, "BOOKED")
        .queues(11, "102", "support", 0)
        .books(15, "102", "support", 2.5, "")
        .holds(21, R1, "support")
        .rings(22, "7001", R1)
        .answers(23, "7001", R1, "support", 35 + talk)
        .phones(26, "101", "att1", R1, 30, 30 + talk);
  }

  @Test
  void a_kept_promise_is_booked_and_bridged() {
    Judgement judgement = Judgement.of(kept(10.5).records(), RULES);
    assertThat(judgement.booked()).isEqualTo(1);
    assertThat(judgement.bridged()).isEqualTo(1);
    assertThat(judgement.rungTwice()).isZero();
    assertThat(judgement.turnViolations()).isZero();
    assertThat(judgement.sentences()).isEmpty();
  }

  @Test
  void too_short_a_talk_is_not_bridged() {
    assertThat(Judgement.of(kept(9.5).records(), RULES).bridged()).isZero();
  }

  @Test
  void a_bridge_without_an_agent_is_not_bridged() {
    Tape alone =
        new Tape()
            .queues(10, "101", "support", 0)
            .books(13, "101", "support", 0.021, "BOOKED")
            .phones(26, "101", "att1", R1, 30, 60);
    Judgement judgement = Judgement.of(alone.records(), RULES);
    assertThat(judgement.booked()).isEqualTo(1);
    assertThat(judgement.bridged()).isZero();
  }

  @Test
  void the_bookings_durations_are_from_asking_to_the_answer_whatever_it_was() {
    Judgement judgement = Judgement.of(kept(10.5).records(), RULES);
    assertThat(judgement.bookingMillis()).containsExactly(21L, 2500L);
    assertThat(judgement.bookingMillisP50()).isEqualTo(21);
    assertThat(judgement.bookingMillisMax()).isEqualTo(2500);
  }

  @Test
  void
      a_promise_noted_while_the_engine_was_silent_counts_and_one_that_existed_already_does_not_count_twice() {
    Tape tape =
        new Tape()
            .queues(10, "101", "support", 0)
            .books(13, "101", "support", 2, "SILENT")
            .queues(100, "102", "support", 0)
            .books(103, "102", "support", 0.1, "EXISTS")
            .queues(200, "103", "support", 0)
            .books(203, "103", "support", 0.1, "REFUSED");
    assertThat(Judgement.of(tape.records(), RULES).booked()).isEqualTo(1);
  }

  @Test
  void every_offence_has_its_sentence() {
    Judgement judgement =
        Judgement.of(kept(10.5).phones(90, "101", "att1", R1, -1, 95).records(), RULES);
    assertThat(judgement.rungTwice()).isEqualTo(1);
    assertThat(judgement.sentences()).singleElement().asString().contains("101", "SAME_ATTEMPT");
  }

  @Test
  void nothing_happened_is_no_success() {
    Judgement judgement = Judgement.of(new Tape().records(), RULES);
    assertThat(judgement.booked()).isZero();
    assertThat(judgement.bookingMillisP50()).isEqualTo(-1);
  }
}
