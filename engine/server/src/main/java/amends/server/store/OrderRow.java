package amends.server.store;

import amends.core.desk.CaseRef;
import amends.core.order.Order;
import amends.core.order.Promise;
import amends.core.order.Verdict;
import java.util.Locale;

/**
 * The row of {@code orders} that belongs to an order: the one place that knows how the two
 * correspond.
 */
final class OrderRow {
  static final Shape SHAPE =
      Shape.of(
          "orders",
          """
          party uuid, id uuid, stage text, outcome text, closed_by text, purpose text, source text, pbx text, queue text,
          turn_class smallint, place timestamptz, accepted_at timestamptz, earliest timestamptz, due timestamptz,
          due_elapsed timestamptz, ready_at timestamptz, attempts smallint, first_ring_at timestamptz,
          reached_at timestamptz, kept_at timestamptz, due_missed_at timestamptz, needs_person_at timestamptz, fresh boolean
          """);

  private OrderRow() {}

  /**
   * @param fresh whether the row is to be inserted; it is no column of the table
   */
  static Object[] of(Order order, boolean fresh) {
    CaseRef ref = order.ref();
    Promise promise = order.promise();
    return new Object[] {
      ref.party().hmac(),
      ref.id(),
      order.stage(),
      order.ended().map(OrderRow::word).orElse(null),
      order.endedBy().orElse(null),
      promise.purpose(),
      promise.source(),
      promise.pbx(),
      promise.queue(),
      (short) promise.turnClass(),
      Times.of(promise.place()),
      Times.of(promise.acceptedAt()),
      Times.of(promise.earliest()),
      Times.of(promise.due()),
      Times.of(promise.dueElapsed()),
      Times.of(order.readyAt()),
      (short) order.attempts(),
      Times.of(order.firstRingAt()),
      Times.of(order.reachedAt()),
      Times.of(order.keptAt()),
      Times.of(order.dueMissedAt()),
      Times.of(order.needsPersonAt()),
      fresh
    };
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
