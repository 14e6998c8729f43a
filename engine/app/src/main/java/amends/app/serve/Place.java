package amends.app.serve;

import amends.server.config.Config;
import amends.server.store.Database;
import amends.server.store.DatabaseCheck;
import amends.server.store.Migrations;
import amends.server.store.embedded.EmbeddedPostgres;
import java.util.Optional;

/**
 * The database of a configuration, started where it is our own, checked, and brought up to date.
 */
final class Place implements AutoCloseable {
  private final Optional<EmbeddedPostgres> own;
  private final Database database;
  private final int migrated;

  private Place(Optional<EmbeddedPostgres> own, Database database) {
    this.own = own;
    this.database = database;
    try {
      DatabaseCheck.refuseUnsafe(database);
      this.migrated = Migrations.migrate(database);
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
  }

  /**
   * Opens it.
   *
   * @throws RuntimeException when it cannot be had, or could lose what it confirmed; the message
   *     says what to type
   */
  static Place open(Config config) {
    return switch (config.database()) {
      case Config.DatabasePlace.Embedded embedded -> {
        EmbeddedPostgres own = EmbeddedPostgres.kept(config.stateFolder().resolve("postgres"));
        yield new Place(Optional.of(own), own.database());
      }
      case Config.DatabasePlace.Elsewhere(String url, String user, var password) ->
          new Place(Optional.empty(), Database.of(url, user, password.value()));
    };
  }

  Database database() {
    return database;
  }

  /** How many migrations were applied just now. */
  int migrated() {
    return migrated;
  }

  /** One line for people. */
  String line() {
    return own.map(
                one ->
                    "embedded PostgreSQL, "
                        + (one.adopted() ? "still running, adopted" : "started"))
            .orElse("PostgreSQL")
        + ", "
        + database;
  }

  @Override
  public void close() {
    own.ifPresent(EmbeddedPostgres::close);
  }
}
