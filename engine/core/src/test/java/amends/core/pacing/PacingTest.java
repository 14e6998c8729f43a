package amends.core.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.PartyId;
import amends.core.pacing.Member.Device;
import amends.core.pacing.QueuePicture.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PacingTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private final Pacing pacing = new Pacing(PacingPolicy.DEFAULT);

  private static Candidate order(int n, int minutesAgo) {
    return new Candidate(
        new CaseRef(new PartyId(new UUID(0, n)), Kind.ORDER, new UUID(9, n)),
        0,
        NOW.minus(Duration.ofMinutes(minutesAgo)));
  }

  private static Entry live(int minutesAgo) {
    return new Entry(
        new TurnNumber(0, NOW.minus(Duration.ofMinutes(minutesAgo)))
            .priority(TurnNumber.T0_DEFAULT),
        false);
  }

  private static Member member(String name, boolean paused, Device device) {
    return new Member(
        name, paused, device, Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty());
  }

  private static Member idle(String name) {
    return member(name, false, Device.NOT_IN_USE);
  }

  private static Member busy(String name, int secondsAgo) {
    return talking(name, Optional.of(secondsAgo), 0, Optional.empty());
  }

  private static Member talking(
      String name, Optional<Integer> secondsAgo, int wrapUp, Optional<PartyId> serves) {
    return new Member(
        name,
        false,
        Device.IN_USE,
        secondsAgo.map(NOW::minusSeconds),
        Optional.empty(),
        Duration.ofSeconds(wrapUp),
        serves);
  }

  private static Member wrappingUp(String name, Device device, int secondsMore) {
    return new Member(
        name,
        false,
        device,
        Optional.empty(),
        Optional.of(NOW.plusSeconds(secondsMore)),
        Duration.ZERO,
        Optional.empty());
  }

  private static QueuePicture queue(List<Member> members, List<Entry> entries, int maxlen) {
    return new QueuePicture(
        "a", "support", members, entries, maxlen, Duration.ofMinutes(3), TurnNumber.T0_DEFAULT);
  }

  private static List<CaseRef> refs(Candidate... candidates) {
    return List.of(candidates).stream().map(Candidate::order).toList();
  }

  private static List<Candidate> three() {
    return List.of(order(1, 9), order(2, 8), order(3, 7));
  }

  private List<CaseRef> release(
      QueuePicture picture, List<Candidate> ready, List<Candidate> reserving) {
    return pacing.release(picture, ready, reserving, NOW);
  }

  @Test
  void one_is_put_in_ahead_though_nobody_is_free() {
    assertThat(
            release(
                queue(List.of(busy("a", 30)), List.of(), 0),
                List.of(order(1, 9), order(2, 8)),
                List.of()))
        .isEqualTo(refs(order(1, 9)));
  }

  @Test
  void none_is_put_in_while_earlier_callers_will_take_the_agents() {
    QueuePicture picture = queue(List.of(idle("a"), busy("b", 30)), List.of(live(20), live(15)), 0);
    assertThat(release(picture, List.of(order(1, 9)), List.of())).isEmpty();
    assertThat(release(picture, List.of(order(1, 18)), List.of()))
        .as("its turn is before the second")
        .hasSize(1);
  }

  @Test
  void later_callers_do_not_count() {
    assertThat(
            release(
                queue(List.of(busy("a", 30)), List.of(live(1), live(2)), 0),
                List.of(order(1, 9)),
                List.of()))
        .hasSize(1);
  }

  @Test
  void a_caller_without_our_number_stands_behind_all() {
    QueuePicture picture = queue(List.of(busy("a", 30)), List.of(new Entry(0, false)), 0);
    assertThat(release(picture, List.of(order(1, 9)), List.of())).hasSize(1);
  }

  @Test
  void never_more_stand_than_members_count() {
    List<Member> members =
        List.of(
            idle("a"),
            idle("b"),
            member("c", true, Device.NOT_IN_USE),
            member("d", false, Device.UNAVAILABLE),
            member("e", false, Device.INVALID));
    List<Candidate> ready = List.of(order(1, 9), order(2, 8), order(3, 7));
    assertThat(release(queue(members, List.of(), 0), ready, List.of())).hasSize(2);
    assertThat(release(queue(members, List.of(), 0), ready, List.of(order(4, 20)))).hasSize(1);
    assertThat(release(queue(List.of(), List.of(), 0), ready, List.of())).isEmpty();
  }

  @Test
  void the_last_places_of_a_queue_are_for_live_callers() {
    List<Member> members = List.of(idle("a"), idle("b"), idle("c"));
    List<Candidate> ready = List.of(order(1, 9), order(2, 8));
    assertThat(release(queue(members, List.of(live(1), live(1)), 8), ready, List.of())).hasSize(1);
    assertThat(release(queue(members, List.of(live(1), live(1), live(1)), 8), ready, List.of()))
        .isEmpty();
    assertThat(release(queue(members, List.of(live(1)), 8), ready, List.of(order(3, 20))))
        .as("one is on its way")
        .hasSize(1);
  }

  @Test
  void members_who_will_be_free_in_five_seconds_count_at_most_five_of_them() {
    List<Member> soon = new ArrayList<>();
    List<Candidate> ready = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      soon.add(busy("m" + i, 176));
      ready.add(order(i, 30 - i));
    }
    assertThat(release(queue(soon, List.of(), 0), ready, List.of())).hasSize(5);
    assertThat(release(queue(soon.subList(0, 3), List.of(), 0), ready, List.of())).hasSize(3);
    Member wrappingUp = wrappingUp("w", Device.NOT_IN_USE, 4);
    assertThat(
            release(
                queue(List.of(wrappingUp, wrappingUp, busy("x", 9)), List.of(), 0),
                ready,
                List.of()))
        .hasSize(2);
  }

  @Test
  void a_talk_over_its_average_may_end_at_any_moment() {
    List<Member> members = List.of(busy("a", 600), busy("b", 181), busy("c", 60));
    assertThat(release(queue(members, List.of(), 0), three(), List.of())).hasSize(2);
  }

  @Test
  void a_talk_of_which_nothing_is_known_may_end_at_any_moment() {
    Member joinedUnseen = talking("u", Optional.empty(), 0, Optional.empty());
    List<Member> unseen = List.of(joinedUnseen, joinedUnseen, busy("c", 60));
    assertThat(release(queue(unseen, List.of(), 0), three(), List.of())).hasSize(2);
    QueuePicture noAverage =
        new QueuePicture(
            "a",
            "support",
            List.of(busy("a", 1), busy("b", 60), busy("c", 60)),
            List.of(),
            0,
            Duration.ZERO,
            TurnNumber.T0_DEFAULT);
    assertThat(release(noAverage, three(), List.of())).hasSize(3);
  }

  @Test
  void who_will_wrap_up_after_his_talk_is_not_free_before_that() {
    Member soon = talking("a", Optional.of(178), 3, Optional.empty());
    Member late = talking("b", Optional.of(178), 4, Optional.empty());
    Member over = talking("c", Optional.of(600), 5, Optional.empty());
    Member longOver = talking("d", Optional.of(600), 6, Optional.empty());
    assertThat(release(queue(List.of(soon, soon, late), List.of(), 0), three(), List.of()))
        .hasSize(2);
    assertThat(release(queue(List.of(over, over, longOver), List.of(), 0), three(), List.of()))
        .hasSize(2);
  }

  @Test
  void a_phone_still_off_the_hook_holds_nobody_longer_than_his_wrap_up() {
    Member clearing = wrappingUp("a", Device.IN_USE, 5);
    Member longer = wrappingUp("b", Device.IN_USE, 6);
    assertThat(
            release(queue(List.of(clearing, clearing, longer), List.of(), 0), three(), List.of()))
        .hasSize(2);
  }

  @Test
  void who_is_being_rung_takes_the_turn_before() {
    List<Member> members = List.of(member("a", false, Device.RINGING), busy("b", 60));
    assertThat(release(queue(members, List.of(live(20)), 0), List.of(order(1, 9)), List.of()))
        .as("the caller rings at one, the next may end his talk")
        .hasSize(1);
    List<Member> other = List.of(member("a", false, Device.RING_IN_USE), busy("b", 60));
    assertThat(release(queue(other, List.of(live(20)), 0), three(), List.of()))
        .as("rung beside a talk he is no more free than the other")
        .isEmpty();
  }

  @Test
  void an_order_whose_agent_listens_already_is_before_nobody_and_is_not_taken_out() {
    Candidate heard = order(1, 9);
    Member listens = talking("a", Optional.of(1), 0, Optional.of(heard.order().party()));
    List<Member> members = List.of(listens, busy("b", 60), idle("c"));
    List<Candidate> ready = List.of(order(2, 8), order(3, 7));
    assertThat(release(queue(members, List.of(), 0), ready, List.of(heard))).hasSize(2);
    List<Member> others = List.of(talking("a", Optional.of(1), 0, Optional.empty()), idle("c"));
    assertThat(release(queue(others, List.of(), 0), ready, List.of(heard)))
        .as("it stands in the queue")
        .hasSize(1);
    assertThat(pacing.recall(queue(List.of(listens), List.of(), 0), List.of(heard, order(2, 8))))
        .isEmpty();
  }

  @Test
  void the_order_of_the_lists_does_not_matter() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("PacingTest seed " + seed);
    Random random = new Random(seed);
    List<Candidate> ready =
        new ArrayList<>(List.of(order(1, 9), order(2, 9), order(3, 8), order(4, 7)));
    List<Member> members = new ArrayList<>(List.of(idle("a"), idle("b"), busy("c", 20)));
    List<Entry> entries = new ArrayList<>(List.of(live(1), live(12)));
    List<CaseRef> expected = release(queue(members, entries, 0), ready, List.of());
    assertThat(expected).isEqualTo(refs(order(1, 9), order(2, 9)));
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(ready, random);
      Collections.shuffle(members, random);
      Collections.shuffle(entries, random);
      assertThat(release(queue(members, entries, 0), ready, List.of()))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void when_members_leave_the_last_turn_is_taken_out_first() {
    List<Candidate> standing = List.of(order(1, 9), order(3, 5), order(2, 7));
    assertThat(pacing.recall(queue(List.of(idle("a")), List.of(), 0), standing))
        .isEqualTo(refs(order(3, 5), order(2, 7)));
    assertThat(
            pacing.recall(queue(List.of(idle("a"), idle("b"), idle("c")), List.of(), 0), standing))
        .isEmpty();
  }

  @Test
  void a_policy_out_of_its_range_is_refused_with_its_key() {
    assertThatThrownBy(() -> new PacingPolicy(Duration.ofSeconds(5), 3, 2, 5))
        .hasMessageContaining("pacing.ahead_max");
  }
}
