package amends.server.store;

import amends.core.desk.Case;
import amends.core.desk.Kind;
import amends.core.order.Order;
import java.time.Instant;

/**
 * The row of {@code cases} that keeps a case: its whole stage as a body, and what is asked of it as
 * columns.
 */
final class CaseRow {
  static final Shape SHAPE =
      Shape.of(
          "cases",
          """
          party uuid, id uuid, kind text, stage text, wake_at timestamptz, opened_at timestamptz, closed_at timestamptz,
          body_v smallint, body text, fresh boolean
          """);

  private CaseRow() {}

  /**
   * @param fresh whether the row is to be inserted (else opened_at stays as it was); it is no
   *     column of the table
   */
  static Object[] of(Bodies bodies, Case now, boolean fresh, Instant clock) {
    return new Object[] {
      now.ref().party().hmac(),
      now.ref().id(),
      now.ref().kind().name(),
      Bodies.type(now),
      Times.of(now.wakeAt()),
      Times.of(clock),
      now.closed() ? Times.of(clock) : null,
      Bodies.VERSION,
      bodies.write(now),
      fresh
    };
  }

  static Case read(Bodies bodies, String kind, String stage, int version, String body) {
    return switch (Kind.valueOf(kind)) {
      case ORDER -> bodies.read(Order.class, Families.ORDER, stage, version, body);
    };
  }
}
