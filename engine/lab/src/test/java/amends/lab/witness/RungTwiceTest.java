package amends.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RungTwiceTest {
  private static final String R1 = Tape.reservation("a", 1);
  private static final String R2 = Tape.reservation("a", 2);

  private static List<RungTwice.Offence> find(Tape tape) {
    Records records = tape.records();
    return RungTwice.find(
        Ring.from(records.cel()),
        Talk.from(records.cel()),
        Booking.from(records.cel()),
        Duration.ofMinutes(10),
        Duration.ofSeconds(10));
  }

  private static Tape talked(double seconds) {
    return new Tape()
        .rings(99, "7001", R1)
        .row(100, "BRIDGE_ENTER", "Local/7001@lab-agent-1;1", "ag", R1, "", "", "")
        .phones(102, "48001", "att1", R1, 105, 105 + seconds)
        .row(106 + seconds, "BRIDGE_EXIT", "Local/7001@lab-agent-1;1", "ag", R1, "", "", "");
  }

  @Test
  void the_same_attempt_seen_twice_is_an_offence_however_late() {
    Tape tape =
        new Tape()
            .phones(100, "48001", "att1", R1, -1, 130)
            .phones(5000, "48001", "att1", R2, -1, 5030);
    assertThat(find(tape))
        .extracting(RungTwice.Offence::kind)
        .containsExactly(RungTwice.Kind.SAME_ATTEMPT);
  }

  @Test
  void another_attempt_inside_the_gap_is_an_offence_and_after_it_is_not() {
    assertThat(
            find(
                new Tape()
                    .phones(100, "48001", "att1", R1, -1, 130)
                    .phones(729, "48001", "att2", R2, -1, 760)))
        .extracting(RungTwice.Offence::kind)
        .containsExactly(RungTwice.Kind.INSIDE_GAP);
    assertThat(
            find(
                new Tape()
                    .phones(100, "48001", "att1", R1, -1, 130)
                    .phones(731, "48001", "att2", R2, -1, 760)))
        .isEmpty();
  }

  @Test
  void the_gap_counts_also_where_the_number_is_written_with_its_country() {
    assertThat(
            find(
                new Tape()
                    .phones(100, "48500600700", "a1", R1, -1, 130)
                    .phones(200, "500600700", "a2", R2, -1, 210)))
        .hasSize(1);
  }

  @Test
  void ringing_again_after_they_talked_is_an_offence_even_after_the_gap() {
    assertThat(find(talked(12).phones(5000, "48001", "att2", R2, -1, 5030)))
        .extracting(RungTwice.Offence::kind)
        .containsExactly(RungTwice.Kind.AFTER_TALK);
  }

  @Test
  void a_talk_of_nine_seconds_keeps_no_promise() {
    assertThat(find(talked(9).phones(5000, "48001", "att2", R2, -1, 5030))).isEmpty();
  }

  @Test
  void whoever_books_again_may_be_rung_again() {
    Tape tape =
        talked(12)
            .queues(200, "48001", "support", 0)
            .books(203, "48001", "support", 0.01, "BOOKED")
            .phones(300, "48001", "att2", R2, -1, 330);
    assertThat(find(tape)).isEmpty();
  }

  @Test
  void two_people_are_no_offence() {
    assertThat(
            find(
                new Tape()
                    .phones(100, "48001", "att1", R1, -1, 130)
                    .phones(110, "48002", "att2", R2, -1, 130)))
        .isEmpty();
  }
}
