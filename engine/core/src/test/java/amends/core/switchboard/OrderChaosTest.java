package amends.core.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.order.Order;
import amends.core.order.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One promise after another with a PBX whose news are lost, doubled, late and out of order; judged
 * from what really happened.
 */
class OrderChaosTest {
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final int RUNS = Integer.getInteger("runs", 1_000);

  @Test
  void never_two_calls_never_after_the_end_and_never_lost() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("OrderChaosTest seed " + seed + ", " + RUNS + " promises");
    SortedMap<String, Integer> ends = new TreeMap<>();
    for (int run = 0; run < RUNS; run++) {
      ends.merge(play(seed + run), 1, Integer::sum);
    }
    System.out.println("OrderChaosTest ended as " + ends + " of " + RUNS);
    assertThat(ends.keySet())
        .as("the chaos reaches good and bad ends")
        .contains("KEPT", "UNREACHED", "CANCELLED");
  }

  /** The same seed plays the same promise, to the word. */
  @Test
  void a_seed_is_a_bug_report() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("OrderChaosTest seed " + seed + ", the same twice");
    assertThat(play(seed)).isEqualTo(play(seed));
  }

  private static String play(long seed) {
    try {
      return story(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "run it again with -Dseed=" + seed + " -Druns=1: " + e.getMessage(), e);
    }
  }

  private static String story(long seed) {
    World world = new World(NINE);
    OpenCommands books = new OpenCommands();
    FlakyPbx pbx = new FlakyPbx(world, new Random(seed), books);
    FlakyPbx.book(world);
    Instant end = NINE.plus(Duration.ofHours(30));
    pbx.every(240, end, pbx::pace);
    pbx.playUntil(end.plus(Duration.ofHours(6)));
    Order order = world.order();
    order
        .ended()
        .filter(v -> v == Verdict.KEPT || v == Verdict.KEPT_LATE)
        .ifPresent(
            v ->
                assertThat(pbx.talks)
                    .as("kept only by a talk there was")
                    .contains(order.keptAt().orElseThrow()));
    assertThat(order.firstRingAt().isEmpty() || pbx.rings > 0).as("rang only if it rang").isTrue();
    if (!order.closed()) {
      assertThat(
              order.dueMissedAt().isPresent()
                  || order.keptAt().isPresent()
                  || order instanceof Order.Talking)
          .as("open after due: %s", order)
          .isTrue();
    }
    return order.ended().map(Enum::name).orElse("open: " + order.stage());
  }
}
