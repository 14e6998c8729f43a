package amends.server.ami;

import static amends.server.ami.QueueEvents.NOW;
import static amends.server.ami.QueueEvents.T0;
import static amends.server.ami.QueueEvents.entry;
import static amends.server.ami.QueueEvents.join;
import static amends.server.ami.QueueEvents.queue;
import static org.assertj.core.api.Assertions.assertThat;

import amends.core.pacing.QueuePicture;
import amends.core.pacing.QueuePicture.Entry;
import amends.core.pacing.TurnNumber;
import java.time.Duration;
import java.util.List;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueCallerLeaveEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.junit.jupiter.api.Test;

class LiveQueuesTest {
  private static final Duration WRAP_UP = Duration.ofSeconds(8);
  private final LiveQueues queues = new LiveQueues("lab", () -> NOW, WRAP_UP, T0);

  private List<Long> priorities() {
    return look().entries().stream().map(Entry::priority).toList();
  }

  private QueuePicture look() {
    return queues.look("q").orElseThrow();
  }

  @Test
  void nothing_is_shown_before_the_whole_was_told_and_after_it_was_forgotten() {
    assertThat(queues.look("q")).isEmpty();
    queues.whole(List.of(queue("q")));
    assertThat(look().maxlen()).isEqualTo(5);
    assertThat(queues.look("other")).isEmpty();
    queues.forget();
    assertThat(queues.look("q")).isEmpty();
  }

  @Test
  void who_waits_is_told_by_his_figure_and_place_holders_are_known_by_their_id() {
    String hex = "ab".repeat(32);
    queues.whole(
        List.of(queue("q"), entry(hex + "-2", 1_999_999_999, 60), entry("1700000000.1", 0, 5)));
    assertThat(look().entries())
        .containsExactlyInAnyOrder(new Entry(1_999_999_999, true), new Entry(0, false));
    assertThat(look().t0()).isEqualTo(T0);
    assertThat(look().pbx()).isEqualTo("lab");
    assertThat(look().queue()).isEqualTo("q");
  }

  @Test
  void a_newcomer_has_a_guess_for_a_figure_until_the_whole_is_asked_for() {
    queues.whole(List.of(queue("q"), entry("1.1", 10, 60), entry("1.2", 9, 50)));
    assertThat(queues.hear(join("1.3"))).contains("q");
    long guess = TurnNumber.SPAN - (NOW.getEpochSecond() - T0);
    assertThat(priorities()).containsExactlyInAnyOrder(10L, guess, 9L);
    QueueCallerLeaveEvent leave = new QueueCallerLeaveEvent("a test");
    leave.setQueue("q");
    leave.setUniqueId("1.1");
    assertThat(queues.hear(leave)).isEmpty();
    queues.hear(leave);
    assertThat(priorities()).containsExactlyInAnyOrder(guess, 9L);
  }

  @Test
  void the_figure_the_pbx_told_is_not_replaced_by_a_guess() {
    queues.whole(List.of(queue("q"), entry("1.1", 10, 0)));
    queues.hear(join("1.1"));
    assertThat(priorities()).containsExactly(10L);
  }

  @Test
  void the_guess_counts_from_the_t0_that_is_configured() {
    long t0 = T0 - 1_000_000;
    LiveQueues older = new LiveQueues("lab", () -> NOW, WRAP_UP, t0);
    older.whole(List.of(queue("q")));
    older.hear(join("1.1"));
    QueuePicture picture = older.look("q").orElseThrow();
    assertThat(picture.t0()).isEqualTo(t0);
    assertThat(TurnNumber.read(picture.entries().getFirst().priority(), t0))
        .contains(new TurnNumber(0, NOW));
  }

  @Test
  void a_pbx_that_tells_no_priority_is_believed_to_serve_by_arrival() {
    QueueEntryEvent entry = entry("1.1", 0, 60);
    entry.setPriority(null);
    queues.whole(List.of(queue("q"), entry));
    assertThat(priorities()).containsExactly(new TurnNumber(0, NOW.minusSeconds(60)).priority(T0));
  }

  @Test
  void a_join_of_a_queue_nobody_told_us_of_is_let_pass() {
    QueueCallerJoinEvent join = new QueueCallerJoinEvent("a test");
    join.setQueue("unknown-queue");
    join.setUniqueId("1.3");
    assertThat(queues.hear(join)).isEmpty();
    assertThat(queues.look("unknown-queue")).isEmpty();
  }
}
