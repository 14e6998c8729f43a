package amends.core.order;

import amends.core.desk.CaseRef;
import amends.core.desk.Decision;
import amends.core.desk.Desk;
import amends.core.desk.Hearing;
import amends.core.desk.WakeUp;
import amends.core.telephony.CallNews;
import java.time.Instant;
import java.util.Optional;

/** Decides for an order: the one machine that knows how to dial. */
public final class OrderDesk implements Desk<Order, OrderSignal> {
  private final Reservations reservations;
  private final Attempts attempts;
  private final Conclusions conclusions;
  private final LateEvidence late;

  public OrderDesk(OrderPolicy policy) {
    reservations = new Reservations(policy);
    attempts = new Attempts(policy);
    conclusions = new Conclusions(policy);
    late = new LateEvidence(reservations, conclusions);
  }

  /** A wake-up of this kind of case, in this desk's words; and all that is meant for orders anyway. */
  public static Optional<OrderSignal> hears(amends.core.desk.Signal signal) {
    return switch (signal) {
      case OrderSignal ours -> Optional.of(ours);
      case WakeUp(amends.core.desk.Kind kind, Instant dueAt) when kind == amends.core.desk.Kind.ORDER ->
          Optional.of(new OrderSignal.Woken(dueAt));
      default -> Optional.empty();
    };
  }

  /**
   * @throws IllegalArgumentException when no order is given: orders are opened by the desks that promise
   */
  @Override
  public Decision<Order> decide(CaseRef self, Optional<Order> now, OrderSignal signal, Hearing in) {
    Order order =
        now.orElseThrow(() -> new IllegalArgumentException("an order signal opens no order: " + signal));
    return switch (order) {
      case Order.Waiting o -> waiting(o, signal, in);
      case Order.Ready o -> ready(o, signal, in);
      case Order.Reserving o -> reserving(o, signal, in);
      case Order.Dialling o -> dialling(o, signal, in);
      case Order.Talking o -> talking(o, signal, in);
      case Order.WrapUp o -> wrapUp(o, signal, in);
      case Order.Closed o -> closed(signal);
    };
  }

  private Decision<Order> waiting(Order.Waiting o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> Draft.letPass("it waits: " + o.rule());
      case OrderSignal.Recalled s -> noPlaceHolder();
      case OrderSignal.AgentAccepted s -> Attempts.no("stale", "no agent is reserved for it");
      case OrderSignal.Heard s -> late.hear(o, s.news(), in);
      case OrderSignal.Unsent s -> noSuchCommand();
      case OrderSignal.Woken s ->
          o.until().filter(until -> reached(until, in)).isPresent()
              ? Draft.of(in).to(new Order.Ready(o.ref(), o.promise(), o.history(), o.until().get()))
              : dueOnly(o, in);
    };
  }

  private Decision<Order> ready(Order.Ready o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> reservations.reserve(o, in);
      case OrderSignal.Recalled s -> noPlaceHolder();
      case OrderSignal.AgentAccepted s -> Attempts.no("stale", "no agent is reserved for it");
      case OrderSignal.Heard s -> late.hear(o, s.news(), in);
      case OrderSignal.Unsent s -> noSuchCommand();
      case OrderSignal.Woken s -> dueOnly(o, in);
    };
  }

  private Decision<Order> reserving(Order.Reserving o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> Draft.letPass("a place-holder stands for it already");
      case OrderSignal.Recalled s ->
          o.leaving().isPresent()
              ? Draft.letPass("its place-holder is on its way out already")
              : reservations.withdraw(o, Leaving.Reason.RECALLED, in, Draft.of(in));
      case OrderSignal.AgentAccepted s -> accepted(o, s, in);
      case OrderSignal.Heard s -> heard(o, s.news(), in);
      case OrderSignal.Unsent s ->
          s.command().equals(o.reservation()) ? reservations.unsent(o, s.why(), in) : noSuchCommand();
      case OrderSignal.Woken s ->
          o.leaving().filter(l -> reached(l.askAgainAt(), in)).isPresent()
              ? reservations.askAgain(o, o.leaving().get(), in)
              : dueOnly(o, in);
    };
  }

  private Decision<Order> accepted(Order.Reserving o, OrderSignal.AgentAccepted s, Hearing in) {
    if (!s.reservation().equals(o.reservation())) {
      return Attempts.no("stale", "another reservation stands for it");
    }
    boolean over =
        o.leaving()
            .map(Leaving::reason)
            .filter(r -> r == Leaving.Reason.KEPT || r == Leaving.Reason.CANCELLED)
            .isPresent();
    return over ? Attempts.no("over", "the promise has ended meanwhile") : attempts.go(o, s, in);
  }

  private Decision<Order> heard(Order.Reserving o, CallNews news, Hearing in) {
    return switch (news) {
      case CallNews.Stood n when n.reservation().equals(o.reservation()) -> reservations.stood(o, n.at(), in);
      case CallNews.Passed n when n.reservation().equals(o.reservation()) -> reservations.passed(o, n, in);
      case CallNews.Ignored n when n.reservation().equals(o.reservation()) -> reservations.ignored(o, n, in);
      case CallNews.Gone n when n.reservation().equals(o.reservation()) -> reservations.gone(o, n, in);
      case CallNews.Offered n -> Draft.letPass("an agent is being asked");
      case CallNews.Stood n -> earlier();
      case CallNews.Passed n -> earlier();
      case CallNews.Ignored n -> earlier();
      case CallNews.Gone n -> earlier();
      case CallNews.NotPlaced n -> late.hear(o, n, in);
      case CallNews.Over n -> late.hear(o, n, in);
      case CallNews.Started n -> earlier();
      case CallNews.Rang n -> earlier();
      case CallNews.Answered n -> earlier();
      case CallNews.Bridged n -> earlier();
      case CallNews.Disposed n -> earlier();
    };
  }

  private Decision<Order> dialling(Order.Dialling o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> busy();
      case OrderSignal.Recalled s -> noPlaceHolder();
      case OrderSignal.AgentAccepted s -> attempts.goAgain(o, s, in);
      case OrderSignal.Heard s -> heard(o, s.news(), in);
      case OrderSignal.Unsent s -> noSuchCommand();
      case OrderSignal.Woken s -> lookAtCall(o, in);
    };
  }

  private Decision<Order> lookAtCall(Order.Dialling o, Hearing in) {
    if (!reached(o.lookAt(), in)) {
      return dueOnly(o, in);
    }
    return o.course().startedAt().isEmpty() && !o.course().doubted()
        ? attempts.doubt(o, in)
        : conclusions.assume(o, in);
  }

  private Decision<Order> heard(Order.Dialling o, CallNews news, Hearing in) {
    if (!about(o.course(), news)) {
      return late.hear(o, news, in);
    }
    Course c = o.course();
    History h = o.history();
    return switch (news) {
      case CallNews.Started n when c.startedAt().isEmpty() ->
          Draft.of(in).to(attempts.dialling(o, c.started(n.at())));
      case CallNews.Rang n when c.rangAt().isEmpty() ->
          Draft.of(in)
              .fact(new OrderFact.CustomerRang(n.attempt(), n.at()))
              .to(attempts.dialling(o, c.rang(n.at())).with(h.rang(n.at())));
      case CallNews.Answered n when c.answeredAt().isEmpty() ->
          Draft.of(in)
              .fact(new OrderFact.Reached(n.attempt(), n.at()))
              .to(attempts.dialling(o, c.answered(n.at())).with(h.answered(n.at())));
      case CallNews.Bridged n -> bridged(o, n, in);
      case CallNews.Over n -> conclusions.over(o, c, n, in);
      case CallNews.Disposed n when c.disposed().isEmpty() && n.key().isPresent() -> Draft.of(in).to(attempts.dialling(o, c.disposed(n)));
      // The mark is there: somebody placed it, so this proves nothing.
      case CallNews.NotPlaced n when n.why().equals("dup") -> Draft.letPass("it is marked: it was placed");
      case CallNews.NotPlaced n when c.startedAt().isEmpty() -> attempts.unplaced(o, n.why(), n.at(), in);
      case CallNews.NotPlaced n -> Draft.letPass("it was started: this cannot be");
      case CallNews.Started n -> known();
      case CallNews.Rang n -> known();
      case CallNews.Answered n -> known();
      case CallNews.Disposed n -> known();
      case CallNews.Stood n -> earlier();
      case CallNews.Offered n -> earlier();
      case CallNews.Passed n -> earlier();
      case CallNews.Ignored n -> earlier();
      case CallNews.Gone n -> Draft.letPass("the agent's side is gone; the call's own end is still to come");
    };
  }

  private Decision<Order> bridged(Order.Dialling o, CallNews.Bridged news, Hearing in) {
    Draft draft = Draft.of(in);
    if (o.course().answeredAt().isEmpty()) {
      draft.fact(new OrderFact.Reached(news.attempt(), news.at()));
    }
    Order talking = attempts.talking(o, o.course().bridged(news.at()), news.at());
    return draft
        .fact(new OrderFact.Bridged(news.attempt(), news.at()))
        .to(talking.with(o.history().answered(news.at())));
  }

  private Decision<Order> talking(Order.Talking o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> busy();
      case OrderSignal.Recalled s -> noPlaceHolder();
      case OrderSignal.AgentAccepted s -> Attempts.no("stale", "this reservation has had its answer");
      case OrderSignal.Heard s -> heard(o, s.news(), in);
      case OrderSignal.Unsent s -> noSuchCommand();
      case OrderSignal.Woken s -> o.lookAt().filter(at -> reached(at, in)).isPresent() ? endless(o, in) : dueOnly(o, in);
    };
  }

  private Decision<Order> heard(Order.Talking o, CallNews news, Hearing in) {
    if (!about(o.course(), news)) {
      return late.hear(o, news, in);
    }
    return switch (news) {
      case CallNews.Over n -> conclusions.over(o, o.course(), n, in);
      case CallNews.Rang n when o.course().rangAt().isEmpty() ->
          Draft.of(in)
              .fact(new OrderFact.CustomerRang(n.attempt(), n.at()))
              .to(with(o, o.course().rang(n.at())).with(o.history().rang(n.at())));
      case CallNews.Answered n when !o.history().reachedAt().equals(Optional.of(n.at())) ->
          Draft.of(in).to(o.with(o.history().answered(n.at())));
      case CallNews.Disposed n when o.course().disposed().isEmpty() && n.key().isPresent() ->
          Draft.of(in).to(with(o, o.course().disposed(n)));
      case CallNews.Gone n -> Draft.letPass("the agent's side is gone; the call's own end is still to come");
      case CallNews.NotPlaced n -> Draft.letPass("it was started: this cannot be");
      case CallNews.Started n -> known();
      case CallNews.Rang n -> known();
      case CallNews.Answered n -> known();
      case CallNews.Bridged n -> known();
      case CallNews.Disposed n -> known();
      case CallNews.Stood n -> earlier();
      case CallNews.Offered n -> earlier();
      case CallNews.Passed n -> earlier();
      case CallNews.Ignored n -> earlier();
    };
  }

  private static Order.Talking with(Order.Talking o, Course course) {
    return new Order.Talking(o.ref(), o.promise(), o.history(), course, o.bridgedAt(), o.lookAt());
  }

  private static Decision<Order> endless(Order.Talking o, Hearing in) {
    return Draft.of(in)
        .fact(new OrderFact.NeedsPerson("no end of the call was heard", in.clock()))
        .to(
            new Order.Talking(
                o.ref(),
                o.promise(),
                o.history().needsPerson(in.clock()),
                o.course(),
                o.bridgedAt(),
                Optional.empty()));
  }

  private Decision<Order> wrapUp(Order.WrapUp o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> busy();
      case OrderSignal.Recalled s -> noPlaceHolder();
      case OrderSignal.AgentAccepted s -> Attempts.no("stale", "the promise is kept");
      case OrderSignal.Heard s ->
          s.news() instanceof CallNews.Disposed n && about(o.course(), n)
              ? conclusions.disposed(o, n, in)
              : about(o.course(), s.news()) ? known() : late.hear(o, s.news(), in);
      case OrderSignal.Unsent s -> noSuchCommand();
      case OrderSignal.Woken s ->
          reached(o.until(), in) ? conclusions.timeOut(o, in) : Draft.letPass("the agent still has time");
    };
  }

  private static Decision<Order> closed(OrderSignal signal) {
    return switch (signal) {
      case OrderSignal.AgentAccepted s -> Attempts.no("closed", "the promise has ended");
      case OrderSignal.Released s -> Draft.letPass("closed");
      case OrderSignal.Recalled s -> Draft.letPass("closed");
      case OrderSignal.Heard s -> Draft.letPass("closed: late news");
      case OrderSignal.Unsent s -> Draft.letPass("closed");
      case OrderSignal.Woken s -> Draft.letPass("closed");
    };
  }

  /** A wake-up with nothing of the stage's own: it was for the due instant, which the draft looks at, or it is stale. */
  private static Decision<Order> dueOnly(Order o, Hearing in) {
    boolean due = o.history().dueMissedAt().isEmpty() && reached(o.promise().due(), in);
    Decision<Order> noted = Draft.of(in).to(o);
    boolean says = noted instanceof Decision.Move<Order> move && !move.facts().isEmpty();
    return due && says ? noted : Draft.letPass("nothing is due yet");
  }

  private static boolean reached(Instant at, Hearing in) {
    return !in.clock().isBefore(at);
  }

  /** Whether the news is about the call the order is busy with. */
  private static boolean about(Course course, CallNews news) {
    return switch (news) {
      case CallNews.Stood n -> course.concerns(n.reservation());
      case CallNews.Offered n -> course.concerns(n.reservation());
      case CallNews.Passed n -> course.concerns(n.reservation());
      case CallNews.Ignored n -> course.concerns(n.reservation());
      case CallNews.NotPlaced n -> course.concerns(n.reservation()) || n.attempt().filter(course::concerns).isPresent();
      case CallNews.Gone n -> course.concerns(n.reservation());
      case CallNews.Started n -> course.concerns(n.attempt());
      case CallNews.Rang n -> course.concerns(n.attempt());
      case CallNews.Answered n -> course.concerns(n.attempt());
      case CallNews.Bridged n -> course.concerns(n.attempt());
      case CallNews.Over n -> course.concerns(n.attempt());
      case CallNews.Disposed n -> course.concerns(n.attempt());
    };
  }

  private static Decision<Order> earlier() {
    return Draft.letPass("news of an earlier reservation or attempt");
  }

  private static Decision<Order> known() {
    return Draft.letPass("known already");
  }

  private static Decision<Order> busy() {
    return Draft.letPass("a call is on already");
  }

  private static Decision<Order> noPlaceHolder() {
    return Draft.letPass("no place-holder stands for it");
  }

  private static Decision<Order> noSuchCommand() {
    return Draft.letPass("that command is not what it waits for");
  }
}
