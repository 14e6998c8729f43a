package amends.core.order;

import amends.core.desk.CaseRef;
import amends.core.desk.Decision;
import amends.core.desk.Desk;
import amends.core.desk.Hearing;
import amends.core.desk.Kind;
import amends.core.desk.Signal;
import amends.core.desk.WakeUp;
import java.time.Instant;
import java.util.Optional;

/** Decides for an order: the one machine that knows how to dial. */
public final class OrderDesk implements Desk<Order, OrderSignal> {
  private final Reservations reservations;
  private final Attempts attempts;
  private final Conclusions conclusions;
  private final LateEvidence late;
  private final Listening listening;

  public OrderDesk(OrderPolicy policy) {
    reservations = new Reservations(policy);
    attempts = new Attempts(policy);
    conclusions = new Conclusions(policy);
    late = new LateEvidence(reservations, conclusions);
    listening = new Listening(reservations, attempts, conclusions, late);
  }

  /**
   * A wake-up of this kind of case, in this desk's words; and all that is meant for orders anyway.
   */
  public static Optional<OrderSignal> hears(Signal signal) {
    return switch (signal) {
      case OrderSignal ours -> Optional.of(ours);
      case WakeUp(Kind kind, Instant dueAt) when kind == Kind.ORDER ->
          Optional.of(new OrderSignal.Woken(dueAt));
      default -> Optional.empty();
    };
  }

  /**
   * What an order makes of a signal in the stage it stands in.
   *
   * @throws IllegalArgumentException when no order is given: orders are opened by the desks that
   *     promise
   */
  @Override
  public Decision<Order> decide(CaseRef self, Optional<Order> now, OrderSignal signal, Hearing in) {
    Order order =
        now.orElseThrow(
            () -> new IllegalArgumentException("an order signal opens no order: " + signal));
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
      case OrderSignal.Heard s -> listening.heard(o, s.news(), in);
      case OrderSignal.Unsent s ->
          s.command().equals(o.reservation())
              ? reservations.unsent(o, s.why(), in)
              : noSuchCommand();
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

  private Decision<Order> dialling(Order.Dialling o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> busy();
      case OrderSignal.Recalled s -> noPlaceHolder();
      case OrderSignal.AgentAccepted s -> attempts.goAgain(o, s, in);
      case OrderSignal.Heard s -> listening.heard(o, s.news(), in);
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

  private Decision<Order> talking(Order.Talking o, OrderSignal signal, Hearing in) {
    return switch (signal) {
      case OrderSignal.Released s -> busy();
      case OrderSignal.Recalled s -> noPlaceHolder();
      case OrderSignal.AgentAccepted s ->
          Attempts.no("stale", "this reservation has had its answer");
      case OrderSignal.Heard s -> listening.heard(o, s.news(), in);
      case OrderSignal.Unsent s -> noSuchCommand();
      case OrderSignal.Woken s ->
          o.lookAt().filter(at -> reached(at, in)).isPresent() ? endless(o, in) : dueOnly(o, in);
    };
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
      case OrderSignal.Heard s -> listening.heard(o, s.news(), in);
      case OrderSignal.Unsent s -> noSuchCommand();
      case OrderSignal.Woken s ->
          reached(o.until(), in)
              ? conclusions.timeOut(o, in)
              : Draft.letPass("the agent still has time");
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

  /**
   * A wake-up with nothing of the stage's own: it was for the due instant, which the draft looks
   * at, or it is stale.
   */
  private static Decision<Order> dueOnly(Order o, Hearing in) {
    boolean due = o.history().dueMissedAt().isEmpty() && reached(o.promise().due(), in);
    Decision<Order> noted = Draft.of(in).to(o);
    boolean says = noted instanceof Decision.Move<Order> move && !move.facts().isEmpty();
    return due && says ? noted : Draft.letPass("nothing is due yet");
  }

  private static boolean reached(Instant at, Hearing in) {
    return !in.clock().isBefore(at);
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
