package amends.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a database that would lose what it has confirmed: a promise is only worth as much as its
 * COMMIT.
 */
public final class DatabaseCheck {
  private static final int VERSION_MIN = 140_000;

  private DatabaseCheck() {}

  /**
   * What is wrong with this database, each with what to type to mend it; empty when it may be used.
   *
   * @throws IllegalStateException when it cannot be reached at all
   */
  public static List<String> problems(Database database) {
    List<String> problems = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      versionProblem(Integer.parseInt(show(statement, "server_version_num")))
          .ifPresent(problems::add);
      mustBeOn(statement, "fsync", "a power cut would lose or break what was confirmed", problems);
      mustBeOn(
          statement,
          "full_page_writes",
          "a power cut in the middle of a write would break pages",
          problems);
      if (show(statement, "synchronous_commit").equals("off")) {
        problems.add(
            "synchronous_commit is off: a crash would lose the last promises that callers were"
                + " told. Type: "
                + alter("synchronous_commit")
                + "; and should it be set for this role or database alone: alter role "
                + database.user()
                + " reset synchronous_commit; alter database "
                + database.name()
                + " reset synchronous_commit;");
      }
      if (show(statement, "transaction_read_only").equals("on")) {
        problems.add(
            "it is read-only (a standby, or default_transaction_read_only): name the primary as"
                + " database.url.");
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(
          "The database "
              + database
              + " cannot be reached: "
              + failed.getMessage()
              + "\nSee that it runs and that database.url, user and password are right.",
          failed);
    }
    return problems;
  }

  /**
   * Does nothing when the database may be used.
   *
   * @throws IllegalStateException with all problems at once, when not
   */
  public static void refuseUnsafe(Database database) {
    List<String> problems = problems(database);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "The database " + database + " is refused:\n  " + String.join("\n  ", problems));
    }
  }

  /**
   * @param version as server_version_num gives it: 130_022 is 13.22
   */
  static Optional<String> versionProblem(int version) {
    return version >= VERSION_MIN
        ? Optional.empty()
        : Optional.of(
            "PostgreSQL is version "
                + version / 10_000
                + "; 14 or newer is needed. Upgrade it (pg_upgrade).");
  }

  private static void mustBeOn(
      Statement statement, String setting, String otherwise, List<String> problems)
      throws SQLException {
    if (!show(statement, setting).equals("on")) {
      problems.add(setting + " is off: " + otherwise + ". Type: " + alter(setting));
    }
  }

  private static String alter(String setting) {
    return "alter system set "
        + setting
        + " = on; select pg_reload_conf(); (a setting on the server's command line wins: take it"
        + " off there)";
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet result = statement.executeQuery("show " + setting)) {
      result.next();
      return result.getString(1);
    }
  }
}
