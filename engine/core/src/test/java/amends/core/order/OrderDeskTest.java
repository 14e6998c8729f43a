package amends.core.order;

import static amends.core.order.Examples.ATTEMPT;
import static amends.core.order.Examples.FRESH;
import static amends.core.order.Examples.MEMBER;
import static amends.core.order.Examples.PROMISE;
import static amends.core.order.Examples.REF;
import static amends.core.order.Examples.RESERVATION;
import static amends.core.order.Examples.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Settle;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Given, when, then; one reason each. The whole of it stands in golden/order.txt. */
class OrderDeskTest {
  private static final OrderPolicy POLICY = OrderPolicy.DEFAULT;
  private final OrderDesk desk = new OrderDesk(POLICY);

  private Decision<Order> decide(Order order, OrderSignal signal, Instant clock) {
    return desk.decide(REF, Optional.of(order), signal, Examples.hearing(clock));
  }

  private Decision.Move<Order> move(Order order, OrderSignal signal, Instant clock) {
    assertThat(decide(order, signal, clock)).isInstanceOf(Decision.Move.class);
    return (Decision.Move<Order>) decide(order, signal, clock);
  }

  /** The answer of a decision that moves nothing. */
  private static Optional<String> told(Decision<Order> decision) {
    return decision instanceof Decision.LetPass<Order> pass
        ? pass.answer()
        : Optional.of("it moved");
  }

  private Order after(Order order, CallNews news, Instant clock) {
    return decide(order, new OrderSignal.Heard(news), clock) instanceof Decision.Move<Order> m
        ? m.to()
        : order;
  }

  @Test
  void the_answer_to_an_accepting_agent_is_the_sending_of_the_call() {
    Decision.Move<Order> go =
        move(Examples.reserving(), new OrderSignal.AgentAccepted(RESERVATION, MEMBER), TEN);
    Instant notAfter = TEN.plusSeconds(20);
    assertThat(go.answer())
        .contains(
            "GO "
                + REF.hex().substring(0, 32)
                + ATTEMPT.toString().replace("-", "")
                + " {number} 4021 "
                + notAfter.getEpochSecond());
    assertThat(go.commands())
        .containsExactly(new Command.PlaceCall(ATTEMPT, REF, "a", true, notAfter));
    assertThat(go.settles())
        .containsExactly(new Settle(RESERVATION, Settle.State.DONE, "accepted by " + MEMBER));
  }

  @Test
  void a_number_that_may_not_be_shown_is_a_dash() {
    Promise p = PROMISE;
    Promise hidden =
        new Promise(
            p.purpose(),
            p.source(),
            p.pbx(),
            p.queue(),
            p.turnClass(),
            p.place(),
            p.acceptedAt(),
            p.earliest(),
            p.due(),
            p.dueElapsed(),
            "",
            p.language());
    Order.Reserving o = Examples.reserving();
    Order.Reserving reserving =
        new Order.Reserving(
            o.ref(),
            hidden,
            o.history(),
            o.reservation(),
            o.since(),
            o.stoodAt(),
            o.ignoredAt(),
            o.leaving());
    assertThat(
            move(reserving, new OrderSignal.AgentAccepted(RESERVATION, MEMBER), TEN)
                .answer()
                .orElseThrow())
        .contains(" {number} - ");
  }

  @Test
  void the_other_node_names_the_same_attempt() {
    Order dialling =
        move(Examples.reserving(), new OrderSignal.AgentAccepted(RESERVATION, MEMBER), TEN).to();
    Decision<Order> again =
        decide(dialling, new OrderSignal.AgentAccepted(RESERVATION, MEMBER), TEN.plusSeconds(2));
    assertThat(told(again))
        .isEqualTo(
            move(Examples.reserving(), new OrderSignal.AgentAccepted(RESERVATION, MEMBER), TEN)
                .answer());
  }

  @Test
  void a_silent_call_is_put_in_doubt_and_then_assumed_placed_and_counted() {
    Order dialling = Examples.dialling(FRESH);
    Instant doubtAt = FRESH.notAfter().plusSeconds(2);
    assertThat(dialling.wakeAt()).contains(doubtAt);
    Decision.Move<Order> doubt = move(dialling, new OrderSignal.Woken(doubtAt), doubtAt);
    assertThat(doubt.settles()).extracting(Settle::state).containsExactly(Settle.State.UNKNOWN);
    Instant assumeAt = FRESH.notAfter().plus(POLICY.ring()).plusSeconds(60);
    assertThat(doubt.to().wakeAt()).contains(assumeAt);
    Decision.Move<Order> assumed = move(doubt.to(), new OrderSignal.Woken(assumeAt), assumeAt);
    assertThat(assumed.to().attempts()).isEqualTo(1);
    assertThat(assumed.to().readyAt()).contains(assumeAt.plus(POLICY.retry().noAnswerFirst()));
    assertThat(assumed.settles()).extracting(Settle::state).containsExactly(Settle.State.DONE);
  }

  @Test
  void proof_that_comes_after_the_assumption_takes_the_count_back() {
    Order assumed =
        Examples.waiting().with(History.NONE.withAttempts(1).assuming(Optional.of(ATTEMPT)));
    Order set =
        after(assumed, new CallNews.NotPlaced(RESERVATION, Optional.of(ATTEMPT), "lost", TEN), TEN);
    assertThat(set.attempts()).isZero();
    assertThat(
            after(set, new CallNews.NotPlaced(RESERVATION, Optional.of(ATTEMPT), "lost", TEN), TEN))
        .as("and only once")
        .isEqualTo(set);
  }

  @Test
  void a_call_assumed_placed_that_was_kept_takes_the_place_holder_out_and_closes() {
    Order reserving =
        Examples.reserving()
            .with(History.NONE.withAttempts(1).assuming(Optional.of(Examples.EARLIER)));
    Decision.Move<Order> move =
        move(
            reserving,
            new OrderSignal.Heard(Examples.over(Examples.EARLIER, Outcome.CONNECTED, 60)),
            TEN);
    assertThat(move.commands()).hasOnlyElementsOfType(Command.Withdraw.class).hasSize(1);
    assertThat(told(decide(move.to(), new OrderSignal.AgentAccepted(RESERVATION, MEMBER), TEN)))
        .contains("NO over");
    Order closed =
        after(move.to(), new CallNews.Gone(RESERVATION, CallNews.Ending.WITHDRAWN, TEN), TEN);
    assertThat(closed.ended()).contains(Verdict.KEPT);
  }

  /** Who tells the end came when they talked already: for him the talk began when he came. */
  @Test
  void a_talk_counts_from_its_beginning_whoever_tells_its_end() {
    CallNews.Over late =
        new CallNews.Over(
            ATTEMPT,
            Outcome.CONNECTED,
            16,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of(TEN.plusSeconds(300)),
            4,
            TEN.plusSeconds(304));
    Order after = after(Examples.talking(TEN.plusSeconds(10)), late, TEN.plusSeconds(304));
    assertThat(after).isInstanceOf(Order.WrapUp.class);
    assertThat(after.keptAt()).contains(TEN.plusSeconds(10));
  }

  /** The database was away when the call ended: evidence spoke before what was really heard. */
  @Test
  void a_call_whose_end_nobody_could_tell_is_kept_if_its_news_comes_after_all() {
    Order doubted =
        after(
            Examples.talking(TEN.plusSeconds(10)),
            Examples.over(ATTEMPT, Outcome.UNKNOWN, 0),
            TEN.plusSeconds(60));
    assertThat(doubted).isInstanceOf(Order.Waiting.class);
    Order kept = after(doubted, Examples.over(ATTEMPT, Outcome.CONNECTED, 30), TEN.plusSeconds(62));
    assertThat(kept.ended()).contains(Verdict.KEPT);
    assertThat(kept.attempts()).isEqualTo(1);
  }

  @Test
  void a_place_holder_that_does_not_leave_is_asked_again_ever_less_often() {
    Order o =
        move(Examples.reserving(), new OrderSignal.Recalled("pbx:a", 1, "queue closes"), TEN).to();
    Duration before = Duration.ZERO;
    for (int i = 0; i < 5; i++) {
      Instant at = o.wakeAt().orElseThrow();
      Decision.Move<Order> again = move(o, new OrderSignal.Woken(at), at);
      assertThat(again.commands()).hasOnlyElementsOfType(Command.Withdraw.class).hasSize(1);
      Duration pause = Duration.between(at, again.to().wakeAt().orElseThrow());
      assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofMinutes(4));
      before = pause;
      o = again.to();
    }
  }

  @Test
  void the_third_pass_calls_for_a_person_once_and_it_stays_in_its_turn() {
    Order o = Examples.ready();
    int asked = 0;
    for (int i = 1; i <= 5; i++) {
      Instant now = TEN.plusSeconds(200L * i);
      Order.Reserving r = Examples.reserving();
      o =
          new Order.Reserving(
              REF,
              PROMISE,
              o.history(),
              r.reservation(),
              now,
              Optional.of(now),
              r.ignoredAt(),
              Optional.empty());
      Decision.Move<Order> passed =
          move(o, new OrderSignal.Heard(new CallNews.Passed(RESERVATION, MEMBER, "", now)), now);
      asked +=
          (int) passed.facts().stream().filter(OrderFact.NeedsPerson.class::isInstance).count();
      assertThat(asked).isEqualTo(i < 3 ? 0 : 1);
      o = after(passed.to(), new CallNews.Gone(RESERVATION, CallNews.Ending.PASSED, now), now);
      assertThat(o.readyAt()).contains(now.plusSeconds(60));
      assertThat(o.promise().place()).isEqualTo(PROMISE.place());
    }
  }

  @Test
  void a_ring_in_vain_that_is_told_twice_is_one() {
    CallNews ring = new CallNews.Ignored(RESERVATION, MEMBER, TEN.plusSeconds(15));
    Order once = after(Examples.reserving(), ring, TEN.plusSeconds(15));
    assertThat(after(once, ring, TEN.plusSeconds(16))).isEqualTo(once);
    assertThat(
            after(
                    once,
                    new CallNews.Ignored(RESERVATION, MEMBER, TEN.plusSeconds(21)),
                    TEN.plusSeconds(21))
                .history()
                .passes())
        .isEqualTo(1);
  }

  @Test
  void due_is_not_missed_while_they_talk_but_noted_if_the_talk_proves_too_short() {
    Instant due = PROMISE.due();
    Order talking = Examples.talking(due.minusSeconds(5));
    assertThat(decide(talking, new OrderSignal.Woken(due), due))
        .isInstanceOf(Decision.LetPass.class);
    CallNews.Over shortTalk =
        new CallNews.Over(
            ATTEMPT,
            Outcome.CONNECTED,
            16,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of(due.minusSeconds(5)),
            9,
            due.plusSeconds(4));
    Decision.Move<Order> over = move(talking, new OrderSignal.Heard(shortTalk), due.plusSeconds(4));
    assertThat(over.facts()).contains(new OrderFact.DueMissed(due));
    assertThat(over.to().dueMissedAt()).contains(due);
    CallNews.Over longTalk =
        new CallNews.Over(
            ATTEMPT,
            Outcome.CONNECTED,
            16,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of(due.minusSeconds(5)),
            60,
            due.plusSeconds(55));
    Decision.Move<Order> kept = move(talking, new OrderSignal.Heard(longTalk), due.plusSeconds(55));
    assertThat(kept.facts()).noneMatch(OrderFact.DueMissed.class::isInstance);
  }

  @Test
  void a_bridge_that_began_at_the_due_instant_is_in_time_and_a_second_later_is_late() {
    History kept = History.NONE.kept(PROMISE.due());
    assertThat(Endings.verdict(PROMISE, kept, false)).isEqualTo(Verdict.KEPT);
    assertThat(Endings.verdict(PROMISE, History.NONE.kept(PROMISE.due().plusSeconds(1)), false))
        .isEqualTo(Verdict.KEPT_LATE);
  }

  @Test
  void cancelled_counts_only_before_any_bridge_and_unreached_only_if_it_rang_before_due() {
    assertThat(Endings.verdict(PROMISE, History.NONE, true)).isEqualTo(Verdict.CANCELLED);
    assertThat(Endings.verdict(PROMISE, History.NONE.bridged(TEN), true))
        .isEqualTo(Verdict.UNREACHED);
    assertThat(Endings.verdict(PROMISE, History.NONE.rang(PROMISE.due().minusSeconds(1)), false))
        .isEqualTo(Verdict.UNREACHED);
    assertThat(Endings.verdict(PROMISE, History.NONE.rang(PROMISE.due()), false))
        .isEqualTo(Verdict.BROKEN);
    assertThat(Endings.verdict(PROMISE, History.NONE, false)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void no_answer_waits_ten_minutes_then_half_a_day_but_not_beyond_80_percent_of_the_window() {
    RetryPolicy retry = POLICY.retry();
    Instant morning = PROMISE.acceptedAt().plus(Duration.ofHours(1));
    assertThat(Gaps.next(retry, PROMISE, Outcome.NO_ANSWER, 1, morning))
        .isEqualTo(morning.plus(Duration.ofMinutes(10)));
    assertThat(Gaps.next(retry, PROMISE, Outcome.NO_ANSWER, 2, morning))
        .isEqualTo(morning.plus(Duration.ofMinutes(390)));
    Instant evening = PROMISE.acceptedAt().plus(Duration.ofHours(15));
    Instant latest = PROMISE.acceptedAt().plus(Duration.ofMinutes(24 * 60 * 80 / 100));
    assertThat(Gaps.next(retry, PROMISE, Outcome.NO_ANSWER, 2, evening)).isEqualTo(latest);
    Instant afterDue = PROMISE.due().plusSeconds(1);
    assertThat(Gaps.next(retry, PROMISE, Outcome.NO_ANSWER, 2, afterDue))
        .isEqualTo(afterDue.plus(Duration.ofMinutes(10)));
  }

  @Test
  void news_of_one_call_in_any_order_end_in_the_same_place() {
    CallNews over = Examples.over(ATTEMPT, Outcome.CONNECTED, 60);
    CallNews started = new CallNews.Started(ATTEMPT, TEN.plusSeconds(1));
    CallNews bridged = new CallNews.Bridged(ATTEMPT, TEN.plusSeconds(10));
    CallNews disposed = Examples.disposed(Optional.of("1"));
    CallNews gone = new CallNews.Gone(RESERVATION, CallNews.Ending.SERVED, TEN.plusSeconds(41));
    CallNews[][] orders = {
      {started, bridged, over, disposed, gone},
      {over, started, disposed, bridged, gone},
      {disposed, over, gone, started, bridged},
      {gone, disposed, bridged, over, started},
      {over, over, disposed, disposed},
    };
    for (CallNews[] order : orders) {
      Order o = Examples.dialling(FRESH);
      for (CallNews news : order) {
        o = after(o, news, TEN.plusSeconds(50));
      }
      Order end = o;
      assertThat(end.ended()).contains(Verdict.KEPT);
      assertThat(end.endedBy()).contains("agent:" + MEMBER);
      assertThat(end.keptAt()).contains(TEN.plusSeconds(10));
      assertThat(end.attempts()).isEqualTo(1);
    }
  }

  @Test
  void the_attempt_of_a_reservation_is_its_own_and_always_the_same() {
    assertThat(Attempts.attemptOf(RESERVATION)).isEqualTo(ATTEMPT).isNotEqualTo(RESERVATION);
    assertThat(Attempts.attemptOf(UUID.fromString("33333333-3333-3333-3333-333333333334")))
        .isNotEqualTo(ATTEMPT);
  }
}
