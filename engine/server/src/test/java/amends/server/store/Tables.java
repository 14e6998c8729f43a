package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.order.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks into the tables past the store, and knows what must be true of them whatever happened. */
final class Tables {
  /** Written out once more, by hand: what each column of orders must say of its case. */
  private static final Map<String, Function<Order, Object>> ORDERS = new LinkedHashMap<>();

  static {
    ORDERS.put("stage", order -> order.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    ORDERS.put("outcome", order -> order instanceof Order.Closed c ? c.verdict().name().toLowerCase(Locale.ROOT) : null);
    ORDERS.put("closed_by", order -> order instanceof Order.Closed c ? c.closedBy() : null);
    ORDERS.put("purpose", order -> order.promise().purpose());
    ORDERS.put("source", order -> order.promise().source());
    ORDERS.put("pbx", order -> order.promise().pbx());
    ORDERS.put("queue", order -> order.promise().queue());
    ORDERS.put("turn_class", order -> order.promise().turnClass());
    ORDERS.put("place", order -> order.promise().place());
    ORDERS.put("accepted_at", order -> order.promise().acceptedAt());
    ORDERS.put("earliest", order -> order.promise().earliest());
    ORDERS.put("due", order -> order.promise().due());
    ORDERS.put("due_elapsed", order -> order.promise().dueElapsed());
    ORDERS.put("ready_at", Tables::readyAt);
    ORDERS.put("attempts", order -> order.history().attempts());
    ORDERS.put("first_ring_at", order -> order.history().firstRingAt().orElse(null));
    ORDERS.put("reached_at", order -> order.history().reachedAt().orElse(null));
    ORDERS.put("kept_at", order -> order.history().keptAt().orElse(null));
    ORDERS.put("due_missed_at", order -> order.history().dueMissedAt().orElse(null));
    ORDERS.put("needs_person_at", order -> order.history().needsPersonAt().orElse(null));
  }

  private final Database database;
  private final Bodies bodies = new Bodies();

  Tables(Database database) {
    this.database = database;
  }

  private static Object readyAt(Order order) {
    if (order instanceof Order.Waiting waiting) {
      return waiting.until().orElse(null);
    }
    return order instanceof Order.Ready ready ? ready.since() : null;
  }

  /** The first column of every row, as text. */
  List<String> ask(String sql, Object... parameters) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(result.getString(1));
        }
      }
      return found;
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  long count(String sql, Object... parameters) {
    return Long.parseLong(ask(sql, parameters).getFirst());
  }

  void run(String sql, Object... parameters) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  /** What must be true of the tables after any turn. */
  void mustAgree() {
    int orders = ordersMustEqualTheirCases();
    assertThat(count("select count(*) from cases where kind = 'ORDER'")).as("every order has its row").isEqualTo(orders);
    assertThat(ask("""
        select p.party::text from party p where p.wake_at is distinct from (
          select min(c.wake_at) from cases c where c.party = p.party and c.closed_at is null and c.parked_at is null)
        """)).as("parties whose wake_at is not that of their cases").isEmpty();
    assertThat(ask("""
        select party::text from signal group by party, turn having max(n) + 1 <> count(*) or min(n) <> 0
        """)).as("turns with a hole in their letters").isEmpty();
    assertThat(ask("""
        select p.party::text from party p where p.version < (select coalesce(max(turn), 0) from signal s where s.party = p.party)
        """)).as("parties behind their own turns").isEmpty();
    assertThat(ask("select id::text from cases where body::jsonb is null or (closed_at is null) <> (stage <> 'Closed')"))
        .as("cases that are closed and not, or no jsonb").isEmpty();
    assertThat(ask("select id::text from signal where body is not null and jsonb_typeof(body::jsonb) <> 'object'")).isEmpty();
    assertThat(ask("select id::text from letter l where exists (select from signal s where s.party = l.party and s.id = l.id)"))
        .as("letters that were taken and are still stored").isEmpty();
  }

  private int ordersMustEqualTheirCases() {
    int n = 0;
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select c.kind, c.stage as case_stage, c.body_v, c.body, o.* from orders o join cases c using (party, id)");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Order order = (Order) CaseRow.read(bodies, row.getString("kind"), row.getString("case_stage"), row.getInt("body_v"), row.getString("body"));
        for (var column : ORDERS.entrySet()) {
          assertThat(value(row.getObject(column.getKey()))).as(column.getKey() + " of " + order).isEqualTo(column.getValue().apply(order));
        }
        n++;
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return n;
  }

  /** Null where the column is null. */
  private static Object value(Object column) {
    return switch (Optional.ofNullable(column).orElse("")) {
      case Timestamp at -> at.toInstant();
      case OffsetDateTime at -> at.toInstant();
      case Short number -> number.intValue();
      default -> column;
    };
  }

  Instant now() {
    return Instant.parse(ask("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").getFirst());
  }
}
