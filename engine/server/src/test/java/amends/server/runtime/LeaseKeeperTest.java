package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.server.store.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  private final MemoryStore store = new MemoryStore();
  private final List<String> heard = new ArrayList<>();
  private long nanos;
  private final LeaseKeeper keeper = keeper(new UUID(1, 1), heard);

  @Test
  void takes_a_free_lease_and_may_act() {
    keeper.step();
    assertThat(keeper.mayAct()).contains(new Lease("pbx:a", new UUID(1, 1), 1));
    assertThat(heard).containsExactly("gained 1");
  }

  @Test
  void a_lease_that_another_holds_is_not_taken_before_its_term_is_over() {
    keeper.step();
    List<String> theirs = new ArrayList<>();
    LeaseKeeper other = keeper(new UUID(2, 2), theirs);
    pass(9);
    other.step();
    assertThat(other.mayAct()).isEmpty();
    pass(2);
    other.step();
    assertThat(theirs).containsExactly("gained 2");
  }

  @Test
  void renewing_keeps_it_for_as_long_as_one_likes() {
    keeper.step();
    for (int i = 0; i < 20; i++) {
      pass(3);
      keeper.step();
      assertThat(keeper.mayAct()).isPresent();
    }
    assertThat(heard).containsExactly("gained 1");
  }

  @Test
  void stops_acting_before_the_term_ends_though_nobody_told_it() {
    keeper.step();
    pass(7);
    assertThat(keeper.mayAct()).isPresent();
    pass(1);
    assertThat(keeper.mayAct()).isEmpty();
  }

  @Test
  void failing_renewals_are_borne_until_the_margin_and_then_the_lease_is_lost() {
    keeper.step();
    store.down(new IllegalStateException("connection refused"));
    pass(3);
    keeper.step();
    assertThat(keeper.mayAct()).isPresent();
    pass(6);
    keeper.step();
    assertThat(keeper.mayAct()).isEmpty();
    assertThat(heard).hasSize(2).last().asString().startsWith("lost 1");
  }

  @Test
  void after_another_node_took_over_the_old_holder_hears_that_it_lost() {
    keeper.step();
    pass(11);
    keeper(new UUID(2, 2), new ArrayList<>()).step();
    keeper.step();
    assertThat(heard).hasSize(2).last().asString().startsWith("lost 1");
    assertThat(keeper.mayAct()).isEmpty();
  }

  @Test
  void a_process_that_stood_still_hears_lost_before_it_may_act_again() {
    keeper.step();
    nanos += TimeUnit.SECONDS.toNanos(9);
    keeper.step();
    assertThat(heard).hasSize(3);
    assertThat(heard.get(1)).startsWith("lost 1");
    assertThat(heard.get(2)).isEqualTo("gained 1");
  }

  @Test
  void a_lease_given_up_is_free_at_once() {
    keeper.step();
    keeper.giveUp();
    List<String> theirs = new ArrayList<>();
    keeper(new UUID(2, 2), theirs).step();
    assertThat(theirs).containsExactly("gained 2");
    assertThat(keeper.mayAct()).isEmpty();
  }

  private void pass(int seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
    store.advance(Duration.ofSeconds(seconds));
  }

  private LeaseKeeper keeper(UUID node, List<String> into) {
    LeaseListener listener =
        new LeaseListener() {
          @Override
          public void gained(Lease lease) {
            into.add("gained " + lease.fence());
          }

          @Override
          public void lost(Lease lease, String why) {
            into.add("lost " + lease.fence() + " " + why);
          }
        };
    return new LeaseKeeper(store, "pbx:a", node, LeaseKeeper.Terms.USUAL, () -> nanos, listener);
  }
}
