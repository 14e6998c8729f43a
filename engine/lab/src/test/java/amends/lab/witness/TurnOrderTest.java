package amends.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnOrderTest {
  private static final String R1 = Tape.reservation("a", 1);

  private static TurnOrder.Result judge(Tape tape, double share) {
    return new TurnOrder(Duration.ofSeconds(5), Duration.ofSeconds(1), share).judge(tape.records());
  }

  private static TurnOrder.Result judge(Tape tape) {
    return judge(tape, 1);
  }

  /** Booked from place 10, owed a turn from second 19 on. */
  private static Tape booked() {
    return new Tape().queues(10, "101", "support", 0).books(13, "101", "support", 0.02, "BOOKED");
  }

  @Test
  void callers_served_as_they_came_are_in_turn() {
    TurnOrder.Result result =
        judge(
            new Tape()
                .queues(10, "101", "support", 0)
                .queues(20, "102", "support", 0)
                .rings(30, "7001", "101")
                .answers(31, "7001", "101", "support", 40)
                .rings(41, "7001", "102")
                .answers(42, "7001", "102", "support", 50));
    assertThat(result.turns()).isEqualTo(2);
    assertThat(result.overtakings()).isEmpty();
  }

  @Test
  void a_later_caller_answered_first_is_a_violation() {
    TurnOrder.Result result =
        judge(
            new Tape()
                .queues(10, "101", "support", 0)
                .queues(20, "102", "support", 0)
                .rings(30, "7001", "102")
                .answers(31, "7001", "102", "support", 40)
                .rings(41, "7001", "101")
                .answers(42, "7001", "101", "support", 50));
    assertThat(result.count(TurnOrder.Kind.VIOLATION)).isEqualTo(1);
    assertThat(result.overtakings().getFirst().toString()).contains("102").contains("caller 101");
  }

  @Test
  void another_queue_is_another_matter() {
    assertThat(
            judge(
                    new Tape()
                        .queues(10, "101", "sales", 0)
                        .queues(20, "102", "support", 0)
                        .rings(30, "7001", "102")
                        .answers(31, "7001", "102", "support", 40))
                .overtakings())
        .isEmpty();
  }

  @Test
  void a_higher_class_goes_first_and_must() {
    Tape vip = new Tape().queues(10, "101", "support", 0).queues(20, "102", "support", 5);
    assertThat(
            judge(vip.rings(30, "7001", "102").answers(31, "7001", "102", "support", 40))
                .overtakings())
        .isEmpty();
    Tape passedOver = new Tape().queues(10, "101", "support", 0).queues(20, "102", "support", 5);
    assertThat(
            judge(passedOver.rings(30, "7001", "101").answers(31, "7001", "101", "support", 40))
                .count(TurnOrder.Kind.VIOLATION))
        .isEqualTo(1);
  }

  @Test
  void places_within_a_second_are_a_tie() {
    assertThat(
            judge(
                    new Tape()
                        .queues(10, "101", "support", 0)
                        .queues(10.9, "102", "support", 0)
                        .rings(30, "7001", "102")
                        .answers(31, "7001", "102", "support", 40))
                .overtakings())
        .isEmpty();
  }

  @Test
  void whoever_was_rung_already_was_not_passed_over() {
    assertThat(
            judge(
                    new Tape()
                        .queues(10, "101", "support", 0)
                        .queues(20, "102", "support", 0)
                        .rings(25, "7002", "101")
                        .rings(30, "7001", "102")
                        .answers(31, "7001", "102", "support", 40))
                .overtakings())
        .isEmpty();
  }

  @Test
  void whoever_gave_up_before_was_not_passed_over() {
    Tape tape =
        new Tape()
            .queues(10, "101", "support", 0)
            .queues(20, "102", "support", 0)
            .row(
                25, "APP_END", "Local/s@lab-inbound-101;2", "101", "101", "Queue", "support", "101")
            .rings(30, "7001", "102")
            .answers(31, "7001", "102", "support", 40);
    assertThat(judge(tape).overtakings()).isEmpty();
  }

  @Test
  void a_booking_waits_from_its_delay_on_though_it_was_never_inserted() {
    assertThat(
            judge(
                    booked()
                        .queues(20, "102", "support", 0)
                        .rings(21, "7001", "102")
                        .answers(22, "7001", "102", "support", 40))
                .overtakings())
        .extracting(TurnOrder.Overtaking::kind)
        .containsExactly(TurnOrder.Kind.VIOLATION);
  }

  @Test
  void a_booking_still_in_its_delay_does_not_wait_yet() {
    assertThat(
            judge(
                    booked()
                        .queues(15, "102", "support", 0)
                        .rings(16, "7001", "102")
                        .answers(17, "7001", "102", "support", 40))
                .overtakings())
        .isEmpty();
  }

  @Test
  void a_refused_booking_waits_for_nothing() {
    assertThat(
            judge(
                    new Tape()
                        .queues(10, "101", "support", 0)
                        .books(13, "101", "support", 0.02, "REFUSED")
                        .queues(20, "102", "support", 0)
                        .rings(30, "7001", "102")
                        .answers(31, "7001", "102", "support", 40))
                .overtakings())
        .isEmpty();
  }

  @Test
  void a_booking_due_while_the_telephone_rang_already_is_counted_apart() {
    assertThat(
            judge(
                    booked()
                        .queues(15, "102", "support", 0)
                        .rings(18, "7001", "102")
                        .answers(21, "7001", "102", "support", 40))
                .overtakings())
        .extracting(TurnOrder.Overtaking::kind)
        .containsExactly(TurnOrder.Kind.RANG_ALREADY);
  }

  @Test
  void
      a_booking_served_at_its_place_is_in_turn_and_a_later_caller_before_an_earlier_booking_is_not() {
    Tape tape =
        booked()
            .queues(20, "102", "support", 0)
            .holds(21, R1, "support")
            .rings(22, "7001", R1)
            .answers(23, "7001", R1, "support", 45)
            .phones(26, "101", "att1", R1, 28, 44)
            .rings(46, "7001", "102")
            .answers(47, "7001", "102", "support", 60);
    TurnOrder.Result result = judge(tape);
    assertThat(result.overtakings()).isEmpty();
    assertThat(result.turns()).isEqualTo(2);
    assertThat(result.unjudged()).isZero();
  }

  @Test
  void a_callback_before_an_earlier_caller_is_a_violation_too() {
    Tape tape =
        booked()
            .queues(5, "100", "support", 0)
            .holds(21, R1, "support")
            .rings(22, "7001", R1)
            .answers(23, "7001", R1, "support", 45)
            .phones(26, "101", "att1", R1, 28, 44);
    assertThat(judge(tape).count(TurnOrder.Kind.VIOLATION)).isEqualTo(1);
  }

  @Test
  void a_place_holder_of_whom_nothing_is_known_is_said_to_be_unjudged() {
    TurnOrder.Result result =
        judge(
            new Tape()
                .holds(21, R1, "support")
                .rings(22, "7001", R1)
                .answers(23, "7001", R1, "support", 30));
    assertThat(result.unjudged()).isEqualTo(1);
  }

  @Test
  void when_callbacks_had_their_share_a_live_caller_may_go_first_and_that_is_counted_apart() {
    Tape tape =
        booked()
            .queues(11, "103", "support", 0)
            .books(14, "103", "support", 0.02, "BOOKED")
            .queues(16, "102", "support", 0)
            .queues(17, "104", "support", 0)
            .holds(21, R1, "support")
            .rings(22, "7001", R1)
            .answers(23, "7001", R1, "support", 45)
            .phones(26, "101", "att1", R1, 28, 44)
            .rings(46, "7001", "102")
            .answers(47, "7001", "102", "support", 60);
    assertThat(judge(tape, 0.5).overtakings())
        .extracting(TurnOrder.Overtaking::kind)
        .containsExactly(TurnOrder.Kind.SHARE);
    assertThat(judge(tape, 1).overtakings())
        .extracting(TurnOrder.Overtaking::kind)
        .containsExactly(TurnOrder.Kind.VIOLATION);
  }
}
