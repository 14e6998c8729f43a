package amends.server.ami;

import static amends.server.ami.QueueEvents.NOW;
import static amends.server.ami.QueueEvents.T0;
import static amends.server.ami.QueueEvents.complete;
import static amends.server.ami.QueueEvents.connect;
import static amends.server.ami.QueueEvents.entry;
import static amends.server.ami.QueueEvents.idle;
import static amends.server.ami.QueueEvents.member;
import static amends.server.ami.QueueEvents.queue;
import static amends.server.ami.QueueEvents.status;
import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.PartyId;
import amends.core.pacing.Candidate;
import amends.core.pacing.Pacing;
import amends.core.pacing.PacingPolicy;
import amends.core.pacing.QueuePicture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.junit.jupiter.api.Test;

/** From what a PBX says to which orders get a place-holder. */
class QueueToPacingTest {
  private static final Duration WRAP_UP = Duration.ofSeconds(8);
  private final LiveQueues queues = new LiveQueues("lab", () -> NOW, WRAP_UP, T0);

  private QueuePicture look() {
    return queues.look("q").orElseThrow();
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
    LiveQueues unwrapped = new LiveQueues("lab", () -> NOW, Duration.ZERO, T0);
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
            member(new QueueMemberEvent("a test"), "PJSIP/1", 1, false, 0, NOW.getEpochSecond(), 0),
            member(
                new QueueMemberEvent("a test"), "PJSIP/2", 1, false, 0, NOW.getEpochSecond(), 0)));
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
}
