package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;

import amends.server.runtime.QueueWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.asteriskjava.manager.event.AgentCompleteEvent;
import org.asteriskjava.manager.event.AgentConnectEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueCallerLeaveEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.QueueMemberPauseEvent;
import org.asteriskjava.manager.event.QueueMemberRemovedEvent;
import org.asteriskjava.manager.event.QueueMemberStatusEvent;
import org.asteriskjava.manager.event.QueueParamsEvent;
import org.junit.jupiter.api.Test;

class LiveQueuesTest {
  static {
    LibraryLog.silence();
  }

  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  private static final Duration WRAP_UP = Duration.ofSeconds(8);
  private Instant now = NOW;
  private final LiveQueues queues = new LiveQueues(() -> now, WRAP_UP);

  private QueueParamsEvent queue(String name) {
    QueueParamsEvent e = new QueueParamsEvent(this);
    e.setQueue(name);
    e.setMax(5);
    return e;
  }

  private <M extends QueueMemberEvent> M member(
      M e, String name, int device, boolean paused, int inCall, long lastCall, int wrapUp) {
    e.setQueue("q");
    e.setInterface(name);
    e.setStatus(device);
    e.setPaused(paused);
    e.setIncall(inCall);
    e.setLastCall(lastCall);
    e.setWrapuptime(wrapUp);
    return e;
  }

  private QueueEntryEvent entry(String uniqueId, int priority, long wait) {
    QueueEntryEvent e = new QueueEntryEvent(this);
    e.setQueue("q");
    e.setUniqueId(uniqueId);
    e.setPriority(priority);
    e.setWait(wait);
    return e;
  }

  private QueueWatch.QueueView look() {
    return queues.look("q").orElseThrow();
  }

  private QueueWatch.Member only() {
    return look().members().getFirst();
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
  void entries_stand_as_the_pbx_lists_them_and_place_holders_are_known_by_their_id() {
    String hex = "ab".repeat(32);
    queues.whole(
        List.of(queue("q"), entry(hex + "-2", 1_999_999_999, 60), entry("1700000000.1", 0, 5)));
    assertThat(look().entries())
        .containsExactly(
            new QueueWatch.Entry(hex + "-2", 1_999_999_999, NOW.minusSeconds(60), Optional.of(hex)),
            new QueueWatch.Entry("1700000000.1", 0, NOW.minusSeconds(5), Optional.empty()));
  }

  @Test
  void a_newcomer_stands_at_his_position_with_a_guess_until_the_whole_is_asked_for() {
    queues.whole(List.of(queue("q"), entry("1.1", 10, 60), entry("1.2", 9, 50)));
    QueueCallerJoinEvent join = new QueueCallerJoinEvent(this);
    join.setQueue("q");
    join.setUniqueId("1.3");
    join.setPosition(2);
    join.setPriority(7);
    join.setTimestamp(NOW.getEpochSecond() + 0.5);
    assertThat(queues.hear(join)).contains("q");
    assertThat(look().entries())
        .extracting(QueueWatch.Entry::uniqueId)
        .containsExactly("1.1", "1.3", "1.2");
    assertThat(look().entries().get(1).priority())
        .isEqualTo(200_000_000L - (NOW.getEpochSecond() - 1_767_225_600L));
    QueueCallerLeaveEvent leave = new QueueCallerLeaveEvent(this);
    leave.setQueue("q");
    leave.setUniqueId("1.1");
    assertThat(queues.hear(leave)).isEmpty();
    queues.hear(leave);
    assertThat(look().entries())
        .extracting(QueueWatch.Entry::uniqueId)
        .containsExactly("1.3", "1.2");
  }

  @Test
  void a_pbx_that_tells_no_priority_is_believed_to_serve_by_arrival() {
    QueueEntryEvent entry = entry("1.1", 0, 60);
    entry.setPriority(null);
    queues.whole(List.of(queue("q"), entry));
    assertThat(look().entries().getFirst().priority())
        .isEqualTo(200_000_000L - (NOW.minusSeconds(60).getEpochSecond() - 1_767_225_600L));
  }

  @Test
  void a_join_of_a_queue_nobody_told_us_of_is_let_pass() {
    QueueCallerJoinEvent join = new QueueCallerJoinEvent(this);
    join.setQueue("unknown-queue");
    join.setUniqueId("1.3");
    assertThat(queues.hear(join)).isEmpty();
    assertThat(queues.look("unknown-queue")).isEmpty();
  }

  @Test
  void who_counts_and_who_is_free() {
    record Case(int device, boolean paused, int inCall, boolean able, boolean free) {}
    List<Case> table =
        List.of(
            new Case(0, false, 0, true, true),
            new Case(1, false, 0, true, true),
            new Case(2, false, 0, true, false),
            new Case(3, false, 0, true, false),
            new Case(4, false, 0, false, false),
            new Case(5, false, 0, false, false),
            new Case(6, false, 0, true, false),
            new Case(7, false, 0, true, false),
            new Case(8, false, 0, true, false),
            new Case(1, true, 0, false, false),
            new Case(1, false, 1, true, false));
    for (Case row : table) {
      queues.whole(
          List.of(
              queue("q"),
              member(
                  new QueueMemberEvent(this),
                  "PJSIP/1",
                  row.device,
                  row.paused,
                  row.inCall,
                  0,
                  0)));
      assertThat(only())
          .as("%s", row)
          .isEqualTo(new QueueWatch.Member("PJSIP/1", row.able, row.free, Optional.empty()));
    }
  }

  @Test
  void wrap_up_of_the_member_goes_before_that_of_the_queue_and_ends_by_itself() {
    long justNow = NOW.getEpochSecond() - 3;
    queues.whole(
        List.of(
            queue("q"), member(new QueueMemberEvent(this), "PJSIP/1", 1, false, 0, justNow, 0)));
    assertThat(only().free()).isFalse();
    assertThat(only().freeAt()).contains(NOW.plusSeconds(5));
    queues.whole(
        List.of(
            queue("q"), member(new QueueMemberEvent(this), "PJSIP/1", 1, false, 0, justNow, 30)));
    assertThat(only().freeAt()).contains(NOW.plusSeconds(27));
    now = NOW.plusSeconds(27);
    assertThat(only()).isEqualTo(new QueueWatch.Member("PJSIP/1", true, true, Optional.empty()));
  }

  @Test
  void events_move_a_member_through_a_call() {
    queues.whole(
        List.of(queue("q"), member(new QueueMemberEvent(this), "PJSIP/1", 1, false, 0, 0, 0)));
    AgentConnectEvent connect = new AgentConnectEvent(this);
    connect.setQueue("q");
    connect.setInterface("PJSIP/1");
    queues.hear(connect);
    assertThat(only().free()).isFalse();
    AgentCompleteEvent complete = new AgentCompleteEvent(this);
    complete.setQueue("q");
    complete.setInterface("PJSIP/1");
    complete.setTimestamp((double) NOW.getEpochSecond());
    queues.hear(complete);
    assertThat(only().freeAt()).contains(NOW.plus(WRAP_UP));
    queues.hear(member(new QueueMemberStatusEvent(this), "PJSIP/1", 5, false, 0, 0, 0));
    assertThat(only().able()).isFalse();
    QueueMemberPauseEvent pause = new QueueMemberPauseEvent(this);
    pause.setQueue("q");
    assertThat(queues.hear(pause)).contains("q");
    QueueMemberRemovedEvent removed = new QueueMemberRemovedEvent(this);
    removed.setQueue("q");
    removed.setInterface("PJSIP/1");
    queues.hear(removed);
    assertThat(look().members()).isEmpty();
  }
}
