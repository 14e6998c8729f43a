package amends.server.store;

import amends.server.store.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real PostgreSQL for the tests of this module: one embedded server for all of them, a database of
 * its own for each.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** A migrated, empty database. */
  public static synchronized Database fresh() {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = Holder.SERVER.database("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("create database " + name + " template amends");
    } catch (SQLException failed) {
      throw new IllegalStateException("a test database could not be made", failed);
    }
    return Holder.SERVER.database().named(name);
  }

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      EmbeddedPostgres server = EmbeddedPostgres.temporary();
      Migrations.migrate(server.database());
      return server;
    }
  }
}
