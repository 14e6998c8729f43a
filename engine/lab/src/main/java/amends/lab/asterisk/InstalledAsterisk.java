package amends.lab.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An Asterisk the machine's owner has installed already. */
final class InstalledAsterisk {
  private static final List<String> MODULE_FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu/asterisk/modules",
          "/usr/lib/aarch64-linux-gnu/asterisk/modules",
          "/usr/lib/asterisk/modules",
          "/usr/lib64/asterisk/modules",
          "/usr/local/lib/asterisk/modules");

  private InstalledAsterisk() {}

  /** The one on the PATH, when it is new enough and has every module the lab needs. */
  static Optional<AsteriskBinary> find(String path) {
    Optional<Path> program =
        Stream.of(path.split(":", -1))
            .filter(p -> !p.isBlank())
            .map(p -> Path.of(p, "asterisk"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Commands.Ended said =
        Commands.run(
            Path.of(System.getProperty("java.io.tmpdir")),
            Map.of(),
            Duration.ofSeconds(10),
            List.of(program.get().toString(), "-V"));
    String version = Versions.bare(said.output());
    if (!said.ok() || !Versions.isUsable(version)) {
      return Optional.empty();
    }
    Path data =
        Stream.of("/usr/share/asterisk", "/var/lib/asterisk")
            .map(Path::of)
            .filter(p -> Files.isDirectory(p.resolve("sounds")))
            .findFirst()
            .orElse(Path.of("/var/lib/asterisk"));
    return MODULE_FOLDERS.stream()
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(m -> new AsteriskBinary(List.of(program.get().toString()), version, m, data))
        .filter(a -> Modules.missing(a).isEmpty())
        .findFirst();
  }
}
