package amends.core.order;

import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Hearing;
import amends.core.desk.Settle;
import amends.core.telephony.CallNews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The place-holder in the queue: put in, let pass, taken out, gone. A reservation is not an
 * attempt.
 */
final class Reservations {
  private static final int RESERVE = 1;
  private static final int WITHDRAW = 2;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(15);
  private static final int DOUBLED_MAX = 4;

  private final OrderPolicy policy;

  Reservations(OrderPolicy policy) {
    this.policy = policy;
  }

  Decision<Order> reserve(Order.Ready o, Hearing in) {
    Promise p = o.promise();
    Instant now = in.clock();
    Command.Reserve reserve =
        new Command.Reserve(
            in.letter().derive(RESERVE),
            o.ref(),
            p.pbx(),
            p.queue(),
            p.turnClass(),
            p.place(),
            now.plus(policy.reserveWithin()));
    return Draft.of(in)
        .fact(new OrderFact.Reserved(reserve.id(), now))
        .command(reserve)
        .to(
            new Order.Reserving(
                o.ref(),
                p,
                o.history(),
                reserve.id(),
                now,
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  Decision<Order> stood(Order.Reserving o, Instant at, Hearing in) {
    return o.stoodAt().isPresent()
        ? Draft.letPass("it stands in the queue already")
        : Draft.of(in)
            .to(
                new Order.Reserving(
                    o.ref(),
                    o.promise(),
                    o.history(),
                    o.reservation(),
                    o.since(),
                    Optional.of(at),
                    o.ignoredAt(),
                    o.leaving()));
  }

  /** Pacing, or a late finding, wants it out of the queue. */
  Decision<Order> withdraw(Order.Reserving o, Leaving.Reason reason, Hearing in, Draft draft) {
    return draft.command(withdrawal(o, in)).to(leaving(o, reason, 1, in.clock()));
  }

  /**
   * It was asked to leave and nothing was heard: ask again, less and less often, for as long as it
   * takes.
   */
  Decision<Order> askAgain(Order.Reserving o, Leaving leaving, Hearing in) {
    return Draft.of(in)
        .command(withdrawal(o, in))
        .to(leaving(o, leaving.reason(), leaving.tries() + 1, in.clock()));
  }

  /**
   * The dialplan hangs up after a pass, so nothing is sent; should it not, the wake-up asks it to
   * leave.
   */
  Decision<Order> passed(Order.Reserving o, CallNews.Passed news, Hearing in) {
    if (o.leaving().filter(l -> l.reason() == Leaving.Reason.PASSED).isPresent()) {
      return Draft.letPass("this pass is counted already");
    }
    Draft draft =
        Draft.of(in).fact(new OrderFact.AgentPassed(o.reservation(), news.member(), news.at()));
    Order.Reserving counted = o.leaving().isPresent() ? o : pass(o, draft, news.at());
    Leaving.Reason reason =
        o.leaving().map(Leaving::reason).filter(this::closes).orElse(Leaving.Reason.PASSED);
    return draft.to(leaving(counted, reason, 0, in.clock()));
  }

  Decision<Order> ignored(Order.Reserving o, CallNews.Ignored news, Hearing in) {
    if (o.ignoredAt().contains(news.at())) {
      return Draft.letPass("this ring is counted already");
    }
    List<Instant> rings = new ArrayList<>(o.ignoredAt());
    rings.add(news.at());
    Draft draft =
        Draft.of(in).fact(new OrderFact.AgentIgnored(o.reservation(), news.member(), news.at()));
    Order.Reserving rung =
        new Order.Reserving(
            o.ref(),
            o.promise(),
            o.history(),
            o.reservation(),
            o.since(),
            o.stoodAt(),
            rings,
            o.leaving());
    if (rings.size() < policy.ignoredMax() || o.leaving().isPresent()) {
      return draft.to(rung);
    }
    return withdraw(pass(rung, draft, news.at()), Leaving.Reason.IGNORED, in, draft);
  }

  /** Evidence that no channel of it is left: only now may it stand again. */
  Decision<Order> gone(Order.Reserving o, CallNews.Gone news, Hearing in) {
    Draft draft =
        Draft.of(in)
            .settle(o.reservation(), Settle.State.DONE, "gone: " + news.how())
            .fact(new OrderFact.ReservationEnded(o.reservation(), news.how(), news.at()));
    if (news.how() == CallNews.Ending.PASSED && o.leaving().isEmpty()) {
      draft.fact(new OrderFact.AgentPassed(o.reservation(), "", news.at()));
      return after(
          pass(o, draft, news.at()), Optional.of(Leaving.Reason.PASSED), news.how(), draft);
    }
    return after(o, o.leaving().map(Leaving::reason), news.how(), draft);
  }

  /** It was never sent. */
  Decision<Order> unsent(Order.Reserving o, String why, Hearing in) {
    Draft draft =
        Draft.of(in)
            .settle(o.reservation(), Settle.State.LATE, why)
            .fact(
                new OrderFact.ReservationEnded(
                    o.reservation(), CallNews.Ending.NEVER_STOOD, in.clock()));
    return after(o, o.leaving().map(Leaving::reason), CallNews.Ending.WITHDRAWN, draft);
  }

  private Decision<Order> after(
      Order.Reserving o, Optional<Leaving.Reason> reason, CallNews.Ending how, Draft draft) {
    if (reason.isPresent()) {
      switch (reason.get()) {
        case PASSED -> {
          return wait(o, draft, policy.passDelay(), "passed");
        }
        case IGNORED -> {
          return wait(o, draft, policy.passDelay(), "ignored");
        }
        case KEPT -> {
          return Endings.close(draft, o, "evidence", Optional.empty(), draft.clock());
        }
        case CANCELLED -> {
          return Endings.close(draft, o, "customer", Optional.empty(), draft.clock());
        }
        case RECALLED -> {
          // How it ended says the rest.
        }
      }
    }
    return switch (how) {
      case WITHDRAWN, LOST ->
          draft.to(new Order.Ready(o.ref(), o.promise(), o.history(), draft.clock()));
      case PASSED -> wait(o, draft, policy.passDelay(), "passed");
      case REFUSED -> wait(o, draft, policy.refusedJoinDelay(), "queue-refused");
      case NEVER_STOOD -> wait(o, draft, policy.refusedJoinDelay(), "never-stood");
      // An agent accepted, and his question never reached us.
      case SERVED -> wait(o, draft, policy.refusedJoinDelay(), "question-lost");
    };
  }

  private static Decision<Order> wait(Order.Reserving o, Draft draft, Duration pause, String rule) {
    return draft.to(
        new Order.Waiting(
            o.ref(), o.promise(), o.history(), Optional.of(draft.clock().plus(pause)), rule));
  }

  private Order.Reserving pass(Order.Reserving o, Draft draft, Instant at) {
    History passed = o.history().withPass();
    boolean enough = passed.passes() == policy.passesMax();
    if (enough) {
      draft.fact(new OrderFact.NeedsPerson(passed.passes() + " passes", at));
    }
    return (Order.Reserving) o.with(enough ? passed.needsPerson(at) : passed);
  }

  private boolean closes(Leaving.Reason reason) {
    return reason == Leaving.Reason.KEPT || reason == Leaving.Reason.CANCELLED;
  }

  private Order.Reserving leaving(
      Order.Reserving o, Leaving.Reason reason, int tries, Instant now) {
    Duration pause = ASK_AGAIN.multipliedBy(1L << Math.min(tries, DOUBLED_MAX));
    return new Order.Reserving(
        o.ref(),
        o.promise(),
        o.history(),
        o.reservation(),
        o.since(),
        o.stoodAt(),
        o.ignoredAt(),
        Optional.of(new Leaving(reason, tries, now.plus(pause))));
  }

  private Command.Withdraw withdrawal(Order.Reserving o, Hearing in) {
    return new Command.Withdraw(
        in.letter().derive(WITHDRAW),
        o.ref(),
        o.promise().pbx(),
        o.reservation(),
        in.clock().plus(policy.reserveWithin()));
  }
}
