package amends.app.serve;

import amends.server.config.Config;
import amends.server.config.ConfigFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The one option that every command over a configuration has. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "the configuration; without it AMENDS_CONFIG of the environment, else config/amends.yaml")
  private Optional<Path> file;

  /**
   * Reads it.
   *
   * @throws amends.server.config.ConfigException with every fault of the file
   */
  Config read() {
    return ConfigFile.read(path(), System.getenv());
  }

  /** Which file it is. */
  Path path() {
    Path home = Path.of(System.getProperty("amends.home", "."));
    return file.or(() -> Optional.ofNullable(System.getenv("AMENDS_CONFIG")).map(Path::of))
        .orElseGet(() -> home.resolve("config/amends.yaml"));
  }
}
