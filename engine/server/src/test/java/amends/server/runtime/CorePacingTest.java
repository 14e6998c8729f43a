package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.pacing.Pacing;
import amends.core.pacing.PacingPolicy;
import amends.core.pacing.TurnNumber;
import amends.server.runtime.PacingRule.Paced;
import amends.server.runtime.QueueWatch.Entry;
import amends.server.runtime.QueueWatch.Member;
import amends.server.runtime.QueueWatch.QueueView;
import amends.server.store.Store.OrderInTurn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorePacingTest {
  private static final Member FREE = new Member("PJSIP/free", true, true, Optional.empty());
  private static final Member TALKING = new Member("PJSIP/talking", true, false, Optional.empty());
  private static final Member WRAPPING =
      new Member("PJSIP/wrapping", true, false, Optional.of(Samples.T.plusSeconds(3)));
  private static final Member AWAY = new Member("PJSIP/away", false, false, Optional.empty());

  private final CorePacing pacing =
      new CorePacing(new Pacing(PacingPolicy.DEFAULT), "a", TurnNumber.T0_DEFAULT);

  @Test
  void an_order_within_reach_of_a_free_member_is_released() {
    assertThat(decide(List.of(FREE), List.of(), "ready").release())
        .containsExactly(Samples.order(1));
  }

  @Test
  void members_who_are_away_do_not_count() {
    assertThat(decide(List.of(AWAY), List.of(), "ready").release()).isEmpty();
  }

  @Test
  void a_member_who_talks_without_known_end_counts_by_the_look_ahead_only() {
    Entry live =
        new Entry(
            "1.1",
            new TurnNumber(0, Samples.T.minusSeconds(60)).priority(TurnNumber.T0_DEFAULT),
            Samples.T,
            Optional.empty());
    assertThat(decide(List.of(TALKING), List.of(), "ready").release()).hasSize(1);
    assertThat(decide(List.of(TALKING), List.of(live), "ready").release()).isEmpty();
    assertThat(decide(List.of(FREE, WRAPPING), List.of(live), "ready").release()).hasSize(1);
  }

  @Test
  void place_holders_beyond_the_members_are_called_back() {
    Paced paced = decide(List.of(AWAY), List.of(), "reserving");
    assertThat(paced.recall())
        .containsExactly(new PacingRule.Recall(Samples.order(1), "fewer-members"));
    assertThat(paced.release()).isEmpty();
  }

  private Paced decide(List<Member> members, List<Entry> entries, String stage) {
    OrderInTurn order =
        new OrderInTurn(Samples.order(1), stage, 0, Samples.T, Optional.of(Samples.T));
    return pacing.decide(new QueueView("sales", 0, members, entries), List.of(order), Samples.T);
  }
}
