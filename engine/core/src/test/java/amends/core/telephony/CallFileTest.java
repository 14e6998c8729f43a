package amends.core.telephony;

import static amends.core.telephony.Scene.ATTEMPT;
import static amends.core.telephony.Scene.KEY;
import static amends.core.telephony.Scene.MEMBER;
import static amends.core.telephony.Scene.at;
import static org.assertj.core.api.Assertions.assertThat;

import amends.core.telephony.PbxEvent.OfCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One call's events, told in news; the causes are those measured on Asterisk 16 and 22. */
class CallFileTest {
  static List<CallNews> told(List<OfCall> events) {
    CallFile file = CallFile.of(KEY);
    List<CallNews> news = new ArrayList<>();
    for (OfCall event : events) {
      CallFile.Heard heard = file.hear(event);
      news.addAll(heard.news());
      file = heard.file();
    }
    return news;
  }

  private static CallNews.Over over(List<OfCall> events) {
    return told(events).stream()
        .filter(CallNews.Over.class::isInstance)
        .map(CallNews.Over.class::cast)
        .reduce(
            (a, b) -> {
              throw new AssertionError("told twice: " + a + ", " + b);
            })
        .orElseThrow(() -> new AssertionError("no end was told of " + events));
  }

  private static CallNews.Gone gone(List<OfCall> events) {
    return told(events).stream()
        .filter(CallNews.Gone.class::isInstance)
        .map(CallNews.Gone.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_callback_that_goes_well_is_nine_news() {
    assertThat(told(Scene.kept().events()))
        .containsExactly(
            new CallNews.Stood(KEY.reservation(), at(0.05)),
            new CallNews.Offered(KEY.reservation(), MEMBER, at(0.88)),
            new CallNews.Started(ATTEMPT, at(3.16)),
            new CallNews.Rang(ATTEMPT, at(3.5)),
            new CallNews.Answered(ATTEMPT, at(5.17)),
            new CallNews.Bridged(ATTEMPT, at(6.89)),
            new CallNews.Over(
                ATTEMPT,
                Outcome.CONNECTED,
                16,
                "",
                Optional.of(at(3.5)),
                Optional.of(at(5.17)),
                Optional.of(at(6.89)),
                11,
                at(18.28)),
            new CallNews.Disposed(ATTEMPT, MEMBER, Optional.of("7"), at(19.77)),
            new CallNews.Gone(KEY.reservation(), CallNews.Ending.SERVED, at(19.99)));
  }

  @Test
  void a_finished_file_may_be_forgotten_and_an_unfinished_one_not() {
    CallFile file = CallFile.of(KEY);
    for (OfCall event : Scene.kept().events()) {
      assertThat(file.finished()).isFalse();
      file = file.hear(event).file();
    }
    assertThat(file.finished()).isTrue();
  }

  /** asterisk.md 2.2, and the causes of Local customers, who have no technology's value. */
  @ParameterizedTest
  @CsvSource({
    "17, 486, BUSY, false, BUSY",
    "21, 603, CHANUNAVAIL, true, DECLINED",
    "1, 404, CHANUNAVAIL, false, WRONG_NUMBER",
    "19, 480, NOANSWER, true, NO_ANSWER",
    "34, 503, CONGESTION, false, CONGESTION",
    "28, 484, CHANUNAVAIL, false, WRONG_NUMBER",
    "21, 403, CHANUNAVAIL, false, TRUNK_FAULT",
    "21, SIP 403 Forbidden, CHANUNAVAIL, false, TRUNK_FAULT",
    "0, 401, CHANUNAVAIL, false, TRUNK_FAULT",
    "0, 407, CHANUNAVAIL, false, TRUNK_FAULT",
    "58, 488, CHANUNAVAIL, false, TRUNK_FAULT",
    "0, 408, NOANSWER, false, CONGESTION",
    "0, -, NOANSWER, true, NO_ANSWER",
    "17, -, BUSY, false, BUSY",
    "21, -, CHANUNAVAIL, false, DECLINED",
    "1, -, CHANUNAVAIL, false, WRONG_NUMBER",
    "19, -, NOANSWER, true, NO_ANSWER",
    "34, -, CONGESTION, false, CONGESTION",
    "0, -, BUSY, false, BUSY",
    "0, -, CONGESTION, false, CONGESTION",
    "0, -, '', false, UNKNOWN",
  })
  void tells_the_outcome_from_tech_then_cause_then_status(
      int cause, String tech, String status, boolean rings, Outcome outcome) {
    CallNews.Over over = over(Scene.unanswered(cause, tech, status, rings).events());
    assertThat(over.outcome()).isEqualTo(outcome);
    assertThat(over.bridgedSeconds()).isZero();
    assertThat(over.rangAt().isPresent()).isEqualTo(rings);
  }

  @Test
  void a_trunk_without_a_contact_is_our_fault_though_nobody_had_a_leg() {
    List<OfCall> events =
        new Scene()
            .stands()
            .offered()
            .add(new PbxEvent.Started(KEY.leg1(), Scene.ATT, at(3)))
            .dialled("CHANUNAVAIL", 20, "-", "none", 3.1)
            .agentEnds("CHANUNAVAIL", "none", "", 9)
            .events();
    assertThat(over(events).outcome()).isEqualTo(Outcome.TRUNK_FAULT);
  }

  @Test
  void a_machine_that_hangs_up_during_press_1_was_never_bridged() {
    List<OfCall> events =
        new Scene()
            .stands()
            .offered()
            .started()
            .rings()
            .customerUp()
            .bridged(15, 15)
            .customerHangsUp(16, "", 15)
            .dialled("ANSWER", 16, "-", "silent", 15.1)
            .disposed("9", 17)
            .agentEnds("ANSWER", "silent", "9", 18)
            .events();
    assertThat(over(events).outcome()).isEqualTo(Outcome.ANSWERED_NOT_BRIDGED);
    assertThat(over(events).bridgedSeconds()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"key2, LATER", "key3, NO_LONGER_NEEDED", "none, ANSWERED_NOT_BRIDGED"})
  void the_customers_key_counts_and_not_the_dialstatus(String cust, Outcome outcome) {
    List<OfCall> events =
        new Scene()
            .stands()
            .offered()
            .started()
            .rings()
            .customerUp()
            .customerHangsUp(16, "", 12)
            .dialled("ANSWER", 16, "-", cust, 12.1)
            .agentEnds("ANSWER", cust, "", 14)
            .events();
    assertThat(over(events).outcome()).isEqualTo(outcome);
  }

  @Test
  void an_agent_who_leaves_first_is_not_the_customers_doing() {
    List<OfCall> events =
        new Scene()
            .stands()
            .offered()
            .started()
            .rings()
            .customerUp()
            .agentEnds("ANSWER", "none", "", 7)
            .customerHangsUp(16, "", 7.1)
            .events();
    assertThat(over(events).outcome()).isEqualTo(Outcome.AGENT_GONE);
  }

  @Test
  void a_customer_left_alone_who_meets_another_agent_is_connected() {
    List<OfCall> events =
        new Scene()
            .stands()
            .offered()
            .started()
            .rings()
            .customerUp()
            .bridged(7, 9)
            .add(new PbxEvent.AgentLeftFirst(KEY.leg1(), Scene.ATT, at(9.1)))
            .agentEnds("ANSWER", "key1", "", 9.1)
            .add(new PbxEvent.BridgeEntered(KEY.leg1(), "b-second", Scene.CUSTOMER, at(20)))
            .add(new PbxEvent.BridgeLeft(KEY.leg1(), "b-second", Scene.CUSTOMER, at(80)))
            .customerHangsUp(16, "", 80.1)
            .events();
    assertThat(over(events).outcome()).isEqualTo(Outcome.CONNECTED);
    assertThat(over(events).bridgedSeconds()).isEqualTo(60);
    assertThat(over(events).bridgedAt()).contains(at(20));
  }

  @Test
  void a_place_holder_is_gone_only_when_both_its_legs_are() {
    Scene scene = new Scene().stands().add(new PbxEvent.Withdrawn(KEY.leg1(), at(5)));
    scene.add(new PbxEvent.HungUp(KEY.leg1(), KEY.leg2(), 16, "", at(5.1)));
    assertThat(told(scene.events())).noneMatch(CallNews.Gone.class::isInstance);
    scene.add(new PbxEvent.HungUp(KEY.leg1(), KEY.leg1(), 16, "", at(5.2)));
    assertThat(gone(scene.events()))
        .isEqualTo(new CallNews.Gone(KEY.reservation(), CallNews.Ending.WITHDRAWN, at(5.2)));
  }

  @Test
  void a_pass_is_told_with_its_member_and_before_it_is_gone() {
    List<CallNews> news =
        told(
            new Scene()
                .stands()
                .offered()
                .add(new PbxEvent.Passed(KEY.leg1(), MEMBER, "2", at(4)))
                .legsHangUp(4.1)
                .events());
    assertThat(news)
        .endsWith(
            new CallNews.Passed(KEY.reservation(), MEMBER, "2", at(4)),
            new CallNews.Gone(KEY.reservation(), CallNews.Ending.PASSED, at(4.12)));
  }

  @Test
  void an_agent_who_hangs_up_during_the_offer_has_passed() {
    List<CallNews> news = told(new Scene().stands().offered().legsHangUp(2).events());
    assertThat(news).contains(new CallNews.Passed(KEY.reservation(), MEMBER, "", at(2.02)));
  }

  @Test
  void a_queue_that_lets_nobody_in_has_refused() {
    List<OfCall> events =
        new Scene()
            .add(new PbxEvent.Appeared(KEY.leg1(), KEY.leg2(), at(0)))
            .add(new PbxEvent.LeftUnserved(KEY.leg1(), "JOINEMPTY", at(0.1)))
            .legsHangUp(0.2)
            .events();
    assertThat(gone(events).how()).isEqualTo(CallNews.Ending.REFUSED);
  }

  @Test
  void an_originate_that_was_refused_never_stood() {
    List<OfCall> events = List.of(new PbxEvent.Originated(KEY.leg1(), false, at(0.1)));
    assertThat(told(events))
        .containsExactly(
            new CallNews.Gone(KEY.reservation(), CallNews.Ending.NEVER_STOOD, at(0.1)));
  }

  @Test
  void a_refusal_of_the_guard_is_told_with_its_reason() {
    List<OfCall> events =
        new Scene()
            .stands()
            .offered()
            .add(new PbxEvent.NotDialled(KEY.leg1(), Scene.ATT, "late", at(3)))
            .agentEnds("", "", "", 5)
            .events();
    assertThat(told(events))
        .contains(new CallNews.NotPlaced(KEY.reservation(), Optional.of(ATTEMPT), "late", at(3)));
    assertThat(told(events))
        .noneMatch(CallNews.Over.class::isInstance)
        .noneMatch(CallNews.Disposed.class::isInstance);
    assertThat(gone(events).how()).isEqualTo(CallNews.Ending.SERVED);
  }

  @Test
  void an_agent_who_hangs_up_before_dial_had_a_status_has_placed_nothing() {
    List<OfCall> events = new Scene().stands().offered().agentEnds("", "", "", 4).events();
    assertThat(told(events))
        .contains(new CallNews.NotPlaced(KEY.reservation(), Optional.of(ATTEMPT), "late", at(4)))
        .noneMatch(CallNews.Over.class::isInstance);
  }

  /**
   * A link that was down for the second in which the call was started must not make it unplaced.
   */
  @Test
  void a_dial_status_proves_a_call_whose_beginning_we_did_not_hear() {
    List<OfCall> events =
        new Scene().stands().offered().agentEnds("CANCEL", "none", "", 9).events();
    assertThat(told(events)).noneMatch(CallNews.NotPlaced.class::isInstance);
    assertThat(over(events).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void two_rings_in_vain_are_two_and_a_doubled_one_is_one() {
    PbxEvent.AgentRangOut first = new PbxEvent.AgentRangOut(KEY.leg1(), "support", MEMBER, at(10));
    PbxEvent.AgentRangOut again =
        new PbxEvent.AgentRangOut(KEY.leg1(), "support", MEMBER, at(10.2));
    PbxEvent.AgentRangOut second = new PbxEvent.AgentRangOut(KEY.leg1(), "support", MEMBER, at(16));
    assertThat(
            told(new Scene().stands().add(first).add(again).add(second).events()).stream()
                .filter(CallNews.Ignored.class::isInstance))
        .hasSize(2);
  }

  @Test
  void a_call_that_was_gone_after_a_reconnect_is_bridged_no_longer_than_we_listened() {
    List<OfCall> events =
        new ArrayList<>(new Scene().stands().offered().started().rings().customerUp().events());
    events.add(new PbxEvent.BridgeEntered(KEY.leg1(), "b-cust", Scene.CUSTOMER, at(7)));
    events.add(new PbxEvent.Vanished(KEY.leg1(), at(12), at(300)));
    assertThat(over(events).bridgedSeconds()).isEqualTo(5);
    assertThat(over(events).at()).isEqualTo(at(300));
    assertThat(gone(events).at()).isEqualTo(at(300));
  }

  /**
   * A node that took over in mid-talk: it found the agent's side in a bridge, and heard the end.
   */
  @Test
  void a_talk_that_was_found_going_on_lasts_at_least_since_then() {
    List<OfCall> events =
        new Scene()
            .add(new PbxEvent.BridgeEntered(KEY.leg1(), "b-cust", KEY.leg1(), at(60)))
            .add(new PbxEvent.BridgeLeft(KEY.leg1(), "b-cust", Scene.CUSTOMER, at(75)))
            .add(new PbxEvent.BridgeLeft(KEY.leg1(), "b-cust", KEY.leg1(), at(75)))
            .customerHangsUp(16, "", 75.01)
            .dialled("ANSWER", 16, "-", "key1", 75.05)
            .agentEnds("ANSWER", "key1", "7", 77)
            .events();
    assertThat(over(events).outcome()).isEqualTo(Outcome.CONNECTED);
    assertThat(over(events).bridgedAt()).contains(at(60));
    assertThat(over(events).bridgedSeconds()).isEqualTo(15);
    assertThat(gone(events).how()).isEqualTo(CallNews.Ending.SERVED);
  }

  @Test
  void a_place_holder_that_vanished_is_lost() {
    List<OfCall> events =
        new Scene().stands().add(new PbxEvent.Vanished(KEY.leg1(), at(12), at(60))).events();
    assertThat(gone(events).how()).isEqualTo(CallNews.Ending.LOST);
  }

  @Test
  void a_name_of_ours_is_read_with_or_without_its_leg_and_nothing_else_is() {
    assertThat(CallKey.read(KEY.leg1())).contains(KEY);
    assertThat(CallKey.read(KEY.leg2())).contains(KEY);
    assertThat(CallKey.read(KEY.hex())).contains(KEY);
    assertThat(CallKey.read(KEY.hex() + "-3")).isEmpty();
    assertThat(CallKey.read("1767225600.12")).isEmpty();
    assertThat(CallKey.read("z" + KEY.hex().substring(1))).isEmpty();
    assertThat(CallKey.read(null)).isEmpty();
    assertThat(KEY.attempt(Scene.ATT)).contains(ATTEMPT);
    assertThat(KEY.attempt("f" + Scene.ATT.substring(1))).as("another person's").isEmpty();
    assertThat(KEY.attempt("")).isEmpty();
  }
}
