package amends.core.order;

import amends.core.desk.Decision;
import java.time.Instant;
import java.util.Optional;

/** How a promise ends, and its verdict: the first that fits, from top to bottom. */
final class Endings {
  private Endings() {}

  static Verdict verdict(Promise promise, History history, boolean cancelled) {
    if (cancelled && history.bridgedAt().isEmpty()) {
      return Verdict.CANCELLED;
    }
    if (history.keptAt().isPresent()) {
      return history.keptAt().get().isAfter(promise.due()) ? Verdict.KEPT_LATE : Verdict.KEPT;
    }
    return history.firstRingAt().filter(rang -> rang.isBefore(promise.due())).isPresent()
        ? Verdict.UNREACHED
        : Verdict.BROKEN;
  }

  /**
   * by: {@code agent:<member>}, {@code customer}, {@code timer}, {@code attempts}, {@code
   * evidence}.
   */
  static Decision<Order> close(
      Draft draft, Order order, String by, Optional<String> disposition, Instant at) {
    Verdict verdict = verdict(order.promise(), order.history(), by.equals("customer"));
    return draft.to(
        new Order.Closed(
            order.ref(), order.promise(), order.history(), verdict, by, at, disposition));
  }
}
