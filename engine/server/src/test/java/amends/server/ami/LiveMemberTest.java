package amends.server.ami;

import static amends.server.ami.QueueEvents.NOW;
import static amends.server.ami.QueueEvents.T0;
import static amends.server.ami.QueueEvents.complete;
import static amends.server.ami.QueueEvents.connect;
import static amends.server.ami.QueueEvents.idle;
import static amends.server.ami.QueueEvents.inCall;
import static amends.server.ami.QueueEvents.member;
import static amends.server.ami.QueueEvents.queue;
import static amends.server.ami.QueueEvents.status;
import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.PartyId;
import amends.core.pacing.Member;
import amends.core.pacing.QueuePicture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.QueueMemberPauseEvent;
import org.asteriskjava.manager.event.QueueMemberRemovedEvent;
import org.asteriskjava.manager.event.QueueMemberStatusEvent;
import org.junit.jupiter.api.Test;

class LiveMemberTest {
  private static final Duration WRAP_UP = Duration.ofSeconds(8);
  private Instant now = NOW;
  private final LiveQueues queues = new LiveQueues("lab", () -> now, WRAP_UP, T0);

  private QueuePicture look() {
    return queues.look("q").orElseThrow();
  }

  private Member only() {
    return look().members().getFirst();
  }

  @Test
  void who_counts_and_who_is_free() {
    record Case(int device, boolean paused, int inCall, boolean counts, boolean free) {}
    List<Case> table =
        List.of(
            new Case(0, false, 0, true, true),
            new Case(1, false, 0, true, true),
            new Case(2, false, 0, true, false),
            new Case(3, false, 0, true, false),
            new Case(4, false, 0, false, false),
            new Case(5, false, 0, false, false),
            new Case(6, false, 0, true, true),
            new Case(7, false, 0, true, false),
            new Case(8, false, 0, true, false),
            new Case(99, false, 0, true, true),
            new Case(1, true, 0, false, false),
            new Case(0, false, 1, true, false),
            new Case(1, false, 1, true, false),
            new Case(6, false, 1, true, false));
    for (Case row : table) {
      queues.whole(
          List.of(
              queue("q"),
              member(
                  new QueueMemberEvent("a test"),
                  "PJSIP/1",
                  row.device,
                  row.paused,
                  row.inCall,
                  0,
                  0)));
      assertThat(only().name()).isEqualTo("PJSIP/1");
      assertThat(only().counts()).as("%s counts", row).isEqualTo(row.counts);
      assertThat(only().free(NOW)).as("%s is free", row).isEqualTo(row.free);
    }
  }

  @Test
  void wrap_up_of_the_member_goes_before_that_of_the_queue_and_ends_by_itself() {
    long justNow = NOW.getEpochSecond() - 3;
    queues.whole(
        List.of(
            queue("q"),
            member(new QueueMemberEvent("a test"), "PJSIP/1", 1, false, 0, justNow, 0)));
    assertThat(only().free(NOW)).isFalse();
    assertThat(only().wrapUpUntil()).contains(NOW.plusSeconds(5));
    queues.whole(
        List.of(
            queue("q"),
            member(new QueueMemberEvent("a test"), "PJSIP/1", 1, false, 0, justNow, 30)));
    assertThat(only().wrapUpUntil()).contains(NOW.plusSeconds(27));
    assertThat(only().free(NOW.plusSeconds(27))).isTrue();
  }

  @Test
  void events_move_a_member_through_a_call() {
    queues.whole(List.of(queue("q"), idle("PJSIP/1")));
    queues.hear(connect("PJSIP/1", "1.1", NOW));
    assertThat(only().free(NOW)).isFalse();
    assertThat(only().busySince()).contains(NOW);
    assertThat(only().wrapUp()).isEqualTo(WRAP_UP);
    assertThat(only().serves()).isEmpty();
    queues.hear(complete("PJSIP/1", 40, NOW.plusSeconds(40)));
    assertThat(only().wrapUpUntil()).contains(NOW.plusSeconds(40).plus(WRAP_UP));
    assertThat(only().busySince()).isEmpty();
    queues.hear(member(new QueueMemberStatusEvent("a test"), "PJSIP/1", 5, false, 0, 0, 0));
    assertThat(only().counts()).isFalse();
    QueueMemberPauseEvent pause = new QueueMemberPauseEvent("a test");
    pause.setQueue("q");
    assertThat(queues.hear(pause)).contains("q");
    QueueMemberRemovedEvent removed = new QueueMemberRemovedEvent("a test");
    removed.setQueue("q");
    removed.setInterface("PJSIP/1");
    queues.hear(removed);
    assertThat(look().members()).isEmpty();
  }

  @Test
  void since_when_a_member_is_busy_outlives_what_is_told_of_him_meanwhile() {
    queues.whole(List.of(queue("q"), idle("PJSIP/1")));
    String reservation = "0f".repeat(16) + "ab".repeat(16);
    queues.hear(status("PJSIP/1", 6, 0, NOW.minusSeconds(2)));
    assertThat(only().busySince()).as("his phone only rings").isEmpty();
    queues.hear(connect("PJSIP/1", reservation + "-2", NOW));
    queues.hear(status("PJSIP/1", 2, 1, NOW.plusSeconds(1)));
    now = NOW.plusSeconds(3);
    queues.whole(List.of(queue("q"), inCall("PJSIP/1")));
    assertThat(only().busySince()).contains(NOW);
    assertThat(only().serves())
        .contains(new PartyId(new UUID(0x0f0f0f0f0f0f0f0fL, 0x0f0f0f0f0f0f0f0fL)));
    queues.hear(status("PJSIP/1", 1, 0, NOW.plusSeconds(4)));
    assertThat(only().busySince()).isEmpty();
    assertThat(only().serves()).isEmpty();
  }

  @Test
  void
      a_call_past_the_queue_is_seen_on_the_phone_and_a_call_that_began_before_us_has_no_beginning() {
    queues.whole(List.of(queue("q"), idle("PJSIP/1")));
    queues.hear(status("PJSIP/1", 2, 0, NOW.plusSeconds(1)));
    assertThat(only().busySince()).contains(NOW.plusSeconds(1));
    assertThat(only().wrapUp()).as("no call of the queue").isZero();
    queues.forget();
    queues.whole(List.of(queue("q"), inCall("PJSIP/1")));
    assertThat(only().busySince()).isEmpty();
    assertThat(only().wrapUp()).isEqualTo(WRAP_UP);
  }
}
