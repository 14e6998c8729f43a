package amends.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection of the pool, held by one plain virtual thread. What is sent before it is awaited
 * travels in one round trip.
 *
 * <p>begin and commit are statements of ours: the client's own transaction runs its function on the
 * event loop, where awaiting throws.
 */
final class Link implements AutoCloseable {
  private final SqlConnection connection;
  private final List<Future<?>> sent = new ArrayList<>();
  private boolean open;

  private Link(SqlConnection connection) {
    this.connection = connection;
  }

  static Link from(Pool pool) {
    try {
      return new Link(pool.getConnection().await());
    } catch (Throwable failure) {
      // Awaiting throws the client's checked exceptions as they are, unseen by the compiler.
      throw Trouble.unchecked(failure);
    }
  }

  void begin() {
    open = true;
    sent.add(connection.query("BEGIN").execute());
  }

  Future<RowSet<Row>> send(String sql, Tuple parameters) {
    Future<RowSet<Row>> answer = connection.preparedQuery(sql).execute(parameters);
    sent.add(answer);
    return answer;
  }

  /** Sends and waits, for what needs no pipeline. */
  RowSet<Row> ask(String sql, Tuple parameters) {
    Future<RowSet<Row>> answer = send(sql, parameters);
    settle();
    return answer.result();
  }

  /**
   * Waits for all that was sent; the first failure is thrown: those after it only say that the
   * transaction is aborted.
   */
  void settle() {
    Throwable first = null;
    for (Future<?> each : sent) {
      try {
        each.await();
      } catch (Throwable failure) {
        first = first == null ? failure : first;
      }
    }
    sent.clear();
    if (first != null) {
      throw Trouble.unchecked(first);
    }
  }

  /**
   * Sends COMMIT behind all that was sent and waits for all of it; a COMMIT behind a failure is a
   * ROLLBACK, and the failure is thrown.
   */
  void commit() {
    open = false;
    sent.add(connection.query("COMMIT").execute());
    settle();
  }

  /** Rolls back what was not committed, and gives the connection back. */
  @Override
  public void close() {
    if (open) {
      connection.query("ROLLBACK").execute();
    }
    // Behind the ROLLBACK, which need not be waited for: the pool hands it out again when that is
    // done.
    connection.close();
  }
}
