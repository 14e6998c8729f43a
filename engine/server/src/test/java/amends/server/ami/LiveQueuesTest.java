package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.PartyId;
import amends.core.pacing.Candidate;
import amends.core.pacing.Member;
import amends.core.pacing.Pacing;
import amends.core.pacing.PacingPolicy;
import amends.core.pacing.QueuePicture;
import amends.core.pacing.QueuePicture.Entry;
import amends.core.pacing.TurnNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
  private static final long T0 = TurnNumber.T0_DEFAULT;
  private Instant now = NOW;
  private final LiveQueues queues = new LiveQueues("lab", () -> now, WRAP_UP, T0);

  private QueueParamsEvent queue(String name) {
    QueueParamsEvent e = queue(name, 0);
    e.setMax(5);
    return e;
  }

  private QueueParamsEvent queue(String name, int talk) {
    QueueParamsEvent e = new QueueParamsEvent(this);
    e.setQueue(name);
    e.setTalkTime(talk);
    e.setMax(0);
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

  private QueueCallerJoinEvent join(String uniqueId) {
    QueueCallerJoinEvent e = new QueueCallerJoinEvent(this);
    e.setQueue("q");
    e.setUniqueId(uniqueId);
    e.setPriority(7);
    e.setTimestamp(NOW.getEpochSecond() + 0.5);
    return e;
  }

  private List<Long> priorities() {
    return look().entries().stream().map(Entry::priority).toList();
  }

  private QueuePicture look() {
    return queues.look("q").orElseThrow();
  }

  private Member only() {
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
    QueueCallerLeaveEvent leave = new QueueCallerLeaveEvent(this);
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
    LiveQueues older = new LiveQueues("lab", () -> now, WRAP_UP, t0);
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
    QueueCallerJoinEvent join = new QueueCallerJoinEvent(this);
    join.setQueue("unknown-queue");
    join.setUniqueId("1.3");
    assertThat(queues.hear(join)).isEmpty();
    assertThat(queues.look("unknown-queue")).isEmpty();
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
                  new QueueMemberEvent(this),
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
            queue("q"), member(new QueueMemberEvent(this), "PJSIP/1", 1, false, 0, justNow, 0)));
    assertThat(only().free(NOW)).isFalse();
    assertThat(only().wrapUpUntil()).contains(NOW.plusSeconds(5));
    queues.whole(
        List.of(
            queue("q"), member(new QueueMemberEvent(this), "PJSIP/1", 1, false, 0, justNow, 30)));
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
    queues.hear(member(new QueueMemberStatusEvent(this), "PJSIP/1", 5, false, 0, 0, 0));
    assertThat(only().counts()).isFalse();
    QueueMemberPauseEvent pause = new QueueMemberPauseEvent(this);
    pause.setQueue("q");
    assertThat(queues.hear(pause)).contains("q");
    QueueMemberRemovedEvent removed = new QueueMemberRemovedEvent(this);
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

  @Test
  void the_average_talk_is_the_pbxs_until_enough_were_heard_and_outlives_a_lost_connection() {
    queues.whole(List.of(queue("q")));
    assertThat(look().averageTalk()).isZero();
    queues.whole(List.of(queue("q", 40)));
    assertThat(look().averageTalk()).isEqualTo(Duration.ofSeconds(40));
    for (int i = 0; i < TalkTimes.ENOUGH; i++) {
      assertThat(look().averageTalk()).isEqualTo(Duration.ofSeconds(40));
      queues.hear(complete("PJSIP/1", 100, NOW));
    }
    assertThat(look().averageTalk()).isEqualTo(Duration.ofSeconds(100));
    queues.forget();
    queues.whole(List.of(queue("q", 40)));
    assertThat(look().averageTalk()).isEqualTo(Duration.ofSeconds(100));
    for (int i = 0; i < TalkTimes.LAST / 2; i++) {
      queues.hear(complete("PJSIP/1", 0, NOW));
    }
    assertThat(look().averageTalk())
        .isEqualTo(Duration.ofSeconds(100).multipliedBy(5).dividedBy(15));
    for (int i = 0; i < TalkTimes.LAST; i++) {
      queues.hear(complete("PJSIP/1", 30, NOW));
    }
    assertThat(look().averageTalk()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void talks_about_to_end_let_their_place_holders_in_and_young_ones_do_not() {
    LiveQueues unwrapped = new LiveQueues("lab", () -> now, Duration.ZERO, T0);
    unwrapped.whole(List.of(queue("q", 100), idle("PJSIP/1"), idle("PJSIP/2"), idle("PJSIP/3")));
    List.of(1, 2, 3)
        .forEach(i -> unwrapped.hear(connect("PJSIP/" + i, "1." + i, NOW.plusSeconds(i))));
    Pacing pacing = new Pacing(PacingPolicy.DEFAULT);
    List<Candidate> ready = List.of(order(1), order(2), order(3));
    QueuePicture picture = unwrapped.look("q").orElseThrow();
    assertThat(picture.averageTalk()).isEqualTo(Duration.ofSeconds(100));
    assertThat(pacing.release(picture, ready, List.of(), NOW.plusSeconds(50)))
        .containsExactly(order(1).order());
    assertThat(pacing.release(picture, ready, List.of(), NOW.plusSeconds(97)))
        .containsExactly(order(1).order(), order(2).order());
    assertThat(pacing.release(picture, ready, List.of(), NOW.plusSeconds(98))).hasSize(3);
  }

  @Test
  void two_who_finish_in_the_same_second_find_two_place_holders_before_it() {
    queues.whole(List.of(queue("q", 0), idle("PJSIP/1"), idle("PJSIP/2"), entry("1.9", 1, 0)));
    queues.hear(connect("PJSIP/1", "1.1", NOW));
    queues.hear(connect("PJSIP/2", "1.2", NOW));
    Pacing pacing = new Pacing(PacingPolicy.DEFAULT);
    List<Candidate> ready = List.of(order(1), order(2));
    assertThat(pacing.release(look(), ready, List.of(), NOW))
        .as("after the talk they wrap up for longer than a look ahead")
        .hasSize(1);
    queues.hear(complete("PJSIP/1", 40, NOW));
    queues.hear(complete("PJSIP/2", 40, NOW));
    queues.hear(status("PJSIP/1", 1, 0, NOW));
    queues.hear(status("PJSIP/2", 1, 0, NOW));
    Instant beforeTheyAreRung = NOW.plus(WRAP_UP).minusSeconds(5);
    queues.whole(
        List.of(
            queue("q", 0),
            member(new QueueMemberEvent(this), "PJSIP/1", 1, false, 0, NOW.getEpochSecond(), 0),
            member(new QueueMemberEvent(this), "PJSIP/2", 1, false, 0, NOW.getEpochSecond(), 0)));
    assertThat(pacing.release(look(), ready, List.of(), beforeTheyAreRung)).hasSize(2);
  }

  @Test
  void while_an_agent_listens_to_one_callback_the_next_is_not_held_back_by_it() {
    queues.whole(List.of(queue("q", 0), idle("PJSIP/1"), idle("PJSIP/2")));
    Candidate first = order(1);
    String reservation = first.order().hex().substring(0, 32) + "ab".repeat(16);
    List<Candidate> ready = List.of(order(2), order(3));
    queues.hear(connect("PJSIP/1", reservation + "-2", NOW));
    assertThat(new Pacing(PacingPolicy.DEFAULT).release(look(), ready, List.of(first), NOW))
        .hasSize(2);
  }

  private static Candidate order(int n) {
    return new Candidate(
        new CaseRef(new PartyId(new UUID(0, n)), Kind.ORDER, new UUID(9, n)),
        0,
        NOW.minusSeconds(100 - n));
  }

  private QueueMemberEvent idle(String name) {
    return member(new QueueMemberEvent(this), name, 1, false, 0, 0, 0);
  }

  private QueueMemberEvent inCall(String name) {
    return member(new QueueMemberEvent(this), name, 2, false, 1, 0, 0);
  }

  private QueueMemberStatusEvent status(String name, int device, int inCall, Instant at) {
    QueueMemberStatusEvent e =
        member(new QueueMemberStatusEvent(this), name, device, false, inCall, 0, 0);
    e.setTimestamp((double) at.getEpochSecond());
    return e;
  }

  private AgentConnectEvent connect(String member, String uniqueId, Instant at) {
    AgentConnectEvent e = new AgentConnectEvent(this);
    e.setQueue("q");
    e.setInterface(member);
    e.setUniqueId(uniqueId);
    e.setTimestamp((double) at.getEpochSecond());
    return e;
  }

  private AgentCompleteEvent complete(String member, long talk, Instant at) {
    AgentCompleteEvent e = new AgentCompleteEvent(this);
    e.setQueue("q");
    e.setInterface(member);
    e.setTalkTime(talk);
    e.setTimestamp((double) at.getEpochSecond());
    return e;
  }
}
