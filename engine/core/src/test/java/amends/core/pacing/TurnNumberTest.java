package amends.core.pacing;

import static amends.core.pacing.TurnNumber.T0_DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 200000000",
    "0, 1, 199999999",
    "0, 199999999, 1",
    "1, 0, 400000000",
    "5, 12345678, 1187654322",
    "9, 0, 2000000000",
    "9, 199999999, 1800000001",
  })
  void is_what_the_dialplan_computes_and_is_read_back(int turnClass, long sinceT0, long priority) {
    TurnNumber turn = new TurnNumber(turnClass, Instant.ofEpochSecond(T0_DEFAULT + sinceT0));
    assertThat(turn.priority(T0_DEFAULT)).isEqualTo(priority);
    assertThat(TurnNumber.read(priority, T0_DEFAULT)).contains(turn);
    assertThat(priority).as("Asterisk's priority is an int").isLessThanOrEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void the_numbers_of_2026_end_on_the_third_of_may_2032_and_the_next_second_is_refused() {
    Instant last = Instant.parse("2032-05-03T19:33:19Z");
    assertThat(new TurnNumber(0, last).priority(T0_DEFAULT)).isEqualTo(1);
    assertThatThrownBy(() -> new TurnNumber(0, last.plusSeconds(1)).priority(T0_DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AMENDS_T0");
  }

  @Test
  void a_place_before_T0_would_stand_in_the_class_above_and_is_refused() {
    assertThatThrownBy(
            () -> new TurnNumber(0, Instant.ofEpochSecond(T0_DEFAULT - 1)).priority(T0_DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "2000000001"})
  void what_our_gosub_cannot_have_set_is_not_read(long priority) {
    assertThat(TurnNumber.read(priority, T0_DEFAULT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1", "10"})
  void a_class_is_0_to_9(int turnClass) {
    assertThatThrownBy(() -> new TurnNumber(turnClass, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_higher_class_comes_first_and_inside_it_the_earlier_arrival() {
    Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    TurnNumber early = new TurnNumber(0, nine);
    assertThat(early).isLessThan(new TurnNumber(0, nine.plusSeconds(1)));
    assertThat(early).isGreaterThan(new TurnNumber(1, nine.plusSeconds(9999)));
    assertThat(early)
        .as("fractions of a second do not count")
        .isEqualByComparingTo(new TurnNumber(0, nine.plusMillis(900)));
  }
}
