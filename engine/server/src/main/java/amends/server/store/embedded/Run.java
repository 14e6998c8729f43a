package amends.server.store.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one of PostgreSQL's own programs to its end. */
final class Run {
  private static final int SECONDS_MAX = 120;

  private Run() {}

  /** How it ended: its exit code and all it wrote. */
  record Ended(int code, String output) {}

  /**
   * The output goes to a file and not to a pipe: a server that lives on would hold the pipe open.
   *
   * @throws EmbeddedException when it does not end within two minutes, or the program is not there
   */
  static Ended of(List<String> command, Path folder) {
    Path output = null;
    try {
      output = Files.createTempFile("amends-run-", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      Map<String, String> environment = builder.environment();
      // PGDATA, PGPORT and their like belong to another server; messages are matched and shown in
      // one language.
      environment.keySet().removeIf(name -> name.startsWith("PG"));
      environment.put("LC_ALL", "C");
      Process process =
          builder
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new EmbeddedException(
            "'" + String.join(" ", command) + "' has not ended after " + SECONDS_MAX + " s");
      }
      return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException failed) {
      return new Ended(127, failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException(
          "interrupted while '" + command.getFirst() + "' ran", interrupted);
    } finally {
      forget(output);
    }
  }

  private static void forget(Path output) {
    try {
      if (output != null) {
        Files.deleteIfExists(output);
      }
    } catch (IOException left) {
      output.toFile().deleteOnExit();
    }
  }
}
