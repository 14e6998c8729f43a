package amends.app.serve;

import amends.server.config.Config;
import amends.server.config.ConfigException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code amends migrate}: the database alone. */
@Command(
    name = "migrate",
    description = {
      "Checks the database of the configuration and brings it up to date; serve does the same at"
          + " every start.",
      "Refuses a database with fsync, full_page_writes or synchronous_commit off."
    },
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Option(
      names = "--json",
      description = "one JSON object on standard output, and nothing else there")
  private boolean json;

  @Override
  public Integer call() {
    Config read;
    try {
      read = config.read();
    } catch (ConfigException faults) {
      System.err.println("migrate: " + faults.getMessage());
      return 2;
    }
    try (Place place = Place.open(read)) {
      if (json) {
        System.out.println(
            new ObjectMapper()
                .createObjectNode()
                .put("database", place.database().toString())
                .put("applied", place.migrated()));
      } else {
        System.out.println(
            place.line() + ": checked, " + place.migrated() + " migrations applied, up to date");
      }
      return 0;
    } catch (RuntimeException cannot) {
      System.err.println("migrate: " + cannot.getMessage());
      return 1;
    }
  }
}
