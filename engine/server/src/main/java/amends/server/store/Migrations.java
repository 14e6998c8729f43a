package amends.server.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the form this version needs; forward only. */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing; a database that is up to date is left alone. Two engines may do it at
   * once.
   *
   * @return how many steps were applied
   * @throws IllegalStateException when the database cannot be reached or holds something else
   */
  public static int migrate(Database database) {
    try {
      return Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(database.jdbcUrl(), database.user(), database.password())
          .locations("classpath:db/migration")
          .validateMigrationNaming(true)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException failed) {
      throw new IllegalStateException(
          "The database "
              + database
              + " could not be brought up to date: "
              + failed.getMessage()
              + "\nIt must exist, be empty or Amends' own, and "
              + database.user()
              + " must own it (create database "
              + database.name()
              + " owner "
              + database.user()
              + ").",
          failed);
    }
  }
}
