package amends.app.scene;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.phones.CallerPlan;
import org.junit.jupiter.api.Test;

class CastTest {
  @Test
  void the_same_seed_makes_up_the_same_people() {
    assertThat(Cast.of(5, 2, 7, 0).callers()).isEqualTo(Cast.of(5, 2, 7, 0).callers());
    assertThat(Cast.of(5, 2, 7, 0).callers()).isNotEqualTo(Cast.of(5, 2, 8, 0).callers());
  }

  @Test
  void every_agent_has_an_opener_and_every_booker_telephones_once() {
    Cast cast = Cast.of(5, 2, 7, 0);
    assertThat(cast.openers()).hasSize(2);
    assertThat(cast.bookers()).hasSize(5).doesNotHaveDuplicates();
    assertThat(cast.callers().stream().map(CallerPlan::number))
        .containsAll(cast.bookers())
        .doesNotHaveDuplicates();
  }

  @Test
  void callers_who_stay_stand_between_the_bookers_so_that_there_is_a_turn_to_be_kept() {
    Cast cast = Cast.of(6, 2, 7, 0);
    assertThat(
            cast.callers().stream()
                .map(CallerPlan::number)
                .filter(n -> !cast.bookers().contains(n))
                .count())
        .isGreaterThanOrEqualTo(3);
    assertThat(cast.callers()).isSortedAccordingTo((a, b) -> a.arrives().compareTo(b.arrives()));
  }

  @Test
  void another_round_has_other_people_who_may_ask_anew() {
    assertThat(Cast.of(5, 2, 7, 1).bookers())
        .doesNotContainAnyElementsOf(Cast.of(5, 2, 7, 0).bookers());
  }
}
