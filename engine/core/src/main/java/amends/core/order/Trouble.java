package amends.core.order;

import amends.core.desk.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Too many calls in one hour that came to nothing by no fault of the customer: pause, and call a
 * person.
 */
final class Trouble {
  private static final Duration HOUR = Duration.ofHours(1);

  private Trouble() {}

  static Decision<Order> pause(Order o, String rule, String what, Instant now, Draft draft) {
    History history = o.history();
    Instant until = history.uncounted().getFirst().plus(HOUR);
    draft.fact(
        new OrderFact.NeedsPerson(history.uncounted().size() + " " + what + " in an hour", now));
    return draft.to(
        new Order.Waiting(
            o.ref(),
            o.promise(),
            history.needsPerson(now),
            Optional.of(until.isAfter(now) ? until : now),
            rule));
  }
}
