package amends.core.callback;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Desk;
import amends.core.desk.Hearing;
import amends.core.order.History;
import amends.core.order.Order;
import amends.core.order.OrderFact;
import amends.core.order.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers a caller who asks to be called back instead of holding: booked, booked already, or not
 * today.
 *
 * <p>Stated limit: due is accepted + window by the clock on the wall. Hours in which calls are
 * permitted enter with the calendar.
 */
public final class CallbackDesk implements Desk<Order, BookingAsked> {
  /** What a callback's promise says of itself. */
  public static final String PURPOSE = "requested_callback";

  public static final String SOURCE = "callback";

  private static final int ACK = 3;
  private static final Duration ACK_WITHIN = Duration.ofMinutes(10);

  private final CallbackPolicy policy;

  public CallbackDesk(CallbackPolicy policy) {
    this.policy = policy;
  }

  /** The source's own name of a request: the same request from door and note has the same. */
  public static String nameOf(BookingAsked asked) {
    return asked.pbx() + "/" + asked.key();
  }

  @Override
  public Decision<Order> decide(CaseRef self, Optional<Order> now, BookingAsked asked, Hearing in) {
    List<Command> ack = acknowledgement(asked, in);
    Optional<Order> open = openFor(asked.queue(), in);
    if (open.isPresent()) {
      return new Decision.LetPass<>(
          "an open promise for this queue stands", ack, Optional.of(words("EXISTS", open.get())));
    }
    if (in.by().file().requests().stream().anyMatch(r -> r.name().equals(nameOf(asked)))) {
      return new Decision.LetPass<>(
          "this request was booked before, and has ended", ack, Optional.of("REFUSED ended"));
    }
    // A noted request has been confirmed to the caller: it is a promise, and no cap can take it
    // back.
    if (asked.note().isEmpty() && tooMany(in)) {
      return new Decision.LetPass<>(
          "the caller's requests of 24 hours are used up", Optional.of("REFUSED too-many"));
    }
    Order order = booked(self, asked, in.clock());
    return new Decision.Move<>(
        order,
        List.of(new OrderFact.Accepted(order.promise(), nameOf(asked), asked.confirmedAt())),
        List.of(),
        ack,
        Optional.of(words("BOOKED", order)));
  }

  private Order booked(CaseRef self, BookingAsked asked, Instant now) {
    Instant due = asked.confirmedAt().plus(policy.window());
    Instant earliest = asked.confirmedAt().plus(policy.minDelay());
    Promise promise =
        new Promise(
            PURPOSE,
            SOURCE,
            asked.pbx(),
            asked.queue(),
            Math.clamp(asked.turnClass(), 0, 9),
            asked.place(),
            asked.confirmedAt(),
            earliest,
            due,
            due,
            asked.dialled(),
            asked.language());
    return earliest.isAfter(now)
        ? new Order.Waiting(self, promise, History.NONE, Optional.of(earliest), "min-delay")
        : new Order.Ready(self, promise, History.NONE, earliest);
  }

  private static Optional<Order> openFor(String queue, Hearing in) {
    return in.party().cases().values().stream()
        .filter(c -> !c.closed())
        .filter(Order.class::isInstance)
        .map(Order.class::cast)
        .filter(o -> o.promise().source().equals(SOURCE) && o.promise().queue().equals(queue))
        .findFirst();
  }

  private boolean tooMany(Hearing in) {
    Instant since = in.clock().minus(CallbackPolicy.REQUESTS_COUNTED);
    return in.by().file().requests().stream().filter(r -> r.at().isAfter(since)).count()
        >= policy.requestsMax();
  }

  private static List<Command> acknowledgement(BookingAsked asked, Hearing in) {
    return asked.note().stream()
        .<Command>map(
            note ->
                new Command.AckNote(
                    in.letter().derive(ACK), asked.pbx(), note, in.clock().plus(ACK_WITHIN)))
        .toList();
  }

  private static String words(String word, Order order) {
    return word + " " + order.ref().hex() + " " + order.promise().due().getEpochSecond();
  }
}
