package amends.core.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Talks end when they like, by an exponential distribution, so that several agents get free at once
 * now and then. Seeds are fixed: the figures are what these hours show, no more.
 */
class HoursOfPacingTest {
  private static final int HOURS = 6;

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 2", "5, 2", "10, 2", "5, 8", "10, 8", "10, 0"})
  void nobody_who_booked_is_passed_over_in_these_hours(int agents, int wrapUp) {
    int turns = 0;
    int passedOver = 0;
    for (int seed = 1; seed <= HOURS; seed++) {
      MadeUpQueue hour = new MadeUpQueue(agents, wrapUp, seed).run();
      turns += hour.turns();
      passedOver += hour.passedOver();
    }
    System.out.printf(
        "HoursOfPacingTest seeds 1-%d: %d agents, wrap-up %d s: %d of %d turns%n",
        HOURS, agents, wrapUp, passedOver, turns);
    assertThat(turns).isGreaterThan(100 * agents);
    assertThat(passedOver).isZero();
  }
}
