package amends.core.order;

import amends.core.desk.Decision;
import amends.core.desk.Hearing;
import amends.core.desk.Settle;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows from the end of a call: the promise kept, another call, a person's list, or the end.
 */
final class Conclusions {
  private final OrderPolicy policy;

  Conclusions(OrderPolicy policy) {
    this.policy = policy;
  }

  /** The call the order is busy with has ended. */
  Decision<Order> over(Order o, Course course, CallNews.Over told, Hearing in) {
    CallNews.Over over = fromItsBeginning(course, told);
    Draft draft =
        Draft.of(in).settle(course.attempt(), Settle.State.DONE, "over: " + over.outcome());
    tellWhatWasMissed(course, over, draft);
    History heard = heard(o.history(), over);
    // That nobody can tell how it ended is an assumption, too: whoever can after all sets it right.
    History history =
        over.outcome() == Outcome.UNKNOWN ? heard.assuming(Optional.of(course.attempt())) : heard;
    return settled(o.with(history), course, over, draft);
  }

  /**
   * Who tells the end may have come when the talk was on (another node, a new start): of the
   * customer he heard nothing but the bridge. The order knows since when they were connected.
   */
  private static CallNews.Over fromItsBeginning(Course course, CallNews.Over over) {
    Optional<Instant> began = course.bridgedAt();
    boolean cameLater = over.rangAt().isEmpty() && over.answeredAt().isEmpty();
    if (!cameLater || began.isEmpty() || over.bridgedAt().filter(began.get()::isBefore).isEmpty()) {
      return over;
    }
    long missed = Duration.between(began.get(), over.bridgedAt().get()).toSeconds();
    return new CallNews.Over(
        over.attempt(),
        over.outcome(),
        over.cause(),
        over.tech(),
        over.rangAt(),
        over.answeredAt(),
        began,
        Math.toIntExact(over.bridgedSeconds() + missed),
        over.at());
  }

  /** Nobody could tell in time how it ended: it is assumed placed, counted, and said so. */
  Decision<Order> assume(Order.Dialling o, Hearing in) {
    Course course = o.course();
    Draft draft =
        Draft.of(in)
            .settle(course.attempt(), Settle.State.DONE, "assumed placed: no evidence came");
    CallNews.Over unknown =
        new CallNews.Over(
            course.attempt(),
            Outcome.UNKNOWN,
            0,
            "",
            course.rangAt(),
            course.answeredAt(),
            Optional.empty(),
            0,
            in.clock());
    return settled(
        o.with(o.history().assuming(Optional.of(course.attempt()))), course, unknown, draft);
  }

  /** The agent's word after a call that kept the promise. */
  Decision<Order> disposed(Order.WrapUp o, CallNews.Disposed said, Hearing in) {
    return said.key().isEmpty()
        ? Draft.letPass("no key: the agent's desk, or the timer, closes it")
        : byDisposition(o, said, o.overAt(), Draft.of(in));
  }

  /** Nobody said how it went: closed as no disposition, and shown as such. */
  Decision<Order> timeOut(Order.WrapUp o, Hearing in) {
    return Endings.close(Draft.of(in), o, "timer", Optional.empty(), in.clock());
  }

  /**
   * Only a bridge that was long enough keeps a promise; a bridge of no length was none (a machine
   * hung up).
   */
  boolean keeps(CallNews.Over over) {
    return over.bridgedAt().isPresent() && over.bridgedSeconds() >= policy.talkMin().toSeconds();
  }

  History heard(History history, CallNews.Over over) {
    History h = over.rangAt().map(history::rang).orElse(history);
    h = over.answeredAt().map(h::answered).orElse(h);
    if (over.bridgedSeconds() > 0) {
      h = over.bridgedAt().map(h::bridged).orElse(h);
    }
    return keeps(over) ? h.kept(over.bridgedAt().orElseThrow()) : h;
  }

  private Decision<Order> settled(Order o, Course course, CallNews.Over over, Draft draft) {
    boolean counts = Gaps.counts(over.outcome());
    draft.fact(
        new OrderFact.AttemptEnded(
            course.attempt(), over.outcome(), counts, over.bridgedSeconds(), over.at()));
    Order counted = o.with(count(o.history(), counts, over.at()));
    if (counted.history().keptAt().isPresent()) {
      return kept(counted, course, over.at(), draft);
    }
    return unkept(counted, over.outcome(), over.at(), draft);
  }

  private static History count(History history, boolean counts, Instant at) {
    return counts ? history.withAttempts(history.attempts() + 1) : history.withUncounted(at);
  }

  private Decision<Order> kept(Order o, Course course, Instant overAt, Draft draft) {
    Order.WrapUp wrapUp =
        new Order.WrapUp(
            o.ref(), o.promise(), o.history(), course, overAt, draft.clock().plus(policy.wrapUp()));
    Optional<CallNews.Disposed> said = course.disposed().filter(d -> d.key().isPresent());
    return said.isPresent() ? byDisposition(wrapUp, said.get(), overAt, draft) : draft.to(wrapUp);
  }

  private Decision<Order> byDisposition(
      Order.WrapUp o, CallNews.Disposed said, Instant overAt, Draft draft) {
    String key = said.key().orElseThrow();
    draft.fact(new OrderFact.Disposed(said.attempt(), said.member(), key, said.at()));
    if (key.equals(policy.machineKey())) {
      return again(
          o.with(o.history().notKept()), overAt.plus(policy.retry().machine()), "machine", draft);
    }
    Instant at = said.at().isBefore(overAt) ? overAt : said.at();
    return Endings.close(draft, o, "agent:" + said.member(), said.key(), at);
  }

  private Decision<Order> unkept(Order o, Outcome outcome, Instant overAt, Draft draft) {
    Instant next = Gaps.next(policy.retry(), o.promise(), outcome, o.attempts(), overAt);
    return switch (outcome) {
      case NO_LONGER_NEEDED -> Endings.close(draft, o, "customer", Optional.empty(), overAt);
      case WRONG_NUMBER -> {
        draft.fact(new OrderFact.NeedsPerson("wrong number", overAt));
        yield draft.to(personsList(o, outcome, overAt));
      }
      // Who asks for another call gets it, whatever the budget says.
      case LATER -> draft.to(waiting(o, next, Gaps.rule(outcome), draft.clock()));
      case CONGESTION, TRUNK_FAULT, AGENT_GONE ->
          o.history().uncounted().size() <= policy.retry().troubleMaxPerHour()
              ? draft.to(waiting(o, next, Gaps.rule(outcome), draft.clock()))
              : Trouble.pause(
                  o, Gaps.rule(outcome), "calls that do not count", draft.clock(), draft);
      case CONNECTED, ANSWERED_NOT_BRIDGED, NO_ANSWER, BUSY, DECLINED, UNKNOWN ->
          again(o, next, Gaps.rule(outcome), draft);
    };
  }

  Order.Waiting personsList(Order o, Outcome outcome, Instant at) {
    return new Order.Waiting(
        o.ref(), o.promise(), o.history().needsPerson(at), Optional.empty(), Gaps.rule(outcome));
  }

  private Decision<Order> again(Order o, Instant next, String rule, Draft draft) {
    return o.attempts() >= policy.attemptsMax()
        ? Endings.close(draft, o, "attempts", Optional.empty(), draft.clock())
        : draft.to(waiting(o, next, rule, draft.clock()));
  }

  private static Order.Waiting waiting(Order o, Instant next, String rule, Instant now) {
    Instant until = next.isBefore(now) ? now : next;
    return new Order.Waiting(o.ref(), o.promise(), o.history(), Optional.of(until), rule);
  }

  /** The end of a call tells all of it: what was not heard of before is told now. */
  private static void tellWhatWasMissed(Course course, CallNews.Over over, Draft draft) {
    if (course.rangAt().isEmpty()) {
      over.rangAt().ifPresent(at -> draft.fact(new OrderFact.CustomerRang(over.attempt(), at)));
    }
    if (course.answeredAt().isEmpty()) {
      over.answeredAt().ifPresent(at -> draft.fact(new OrderFact.Reached(over.attempt(), at)));
    }
    if (course.bridgedAt().isEmpty()) {
      over.bridgedAt().ifPresent(at -> draft.fact(new OrderFact.Bridged(over.attempt(), at)));
    }
  }
}
