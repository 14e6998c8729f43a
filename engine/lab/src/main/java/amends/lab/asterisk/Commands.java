package amends.lab.asterisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one outside program to its end, with a bound on time. */
final class Commands {
  private Commands() {}

  /** What a program said (both streams) and how it ended. */
  record Ended(int code, String output) {
    boolean ok() {
      return code == 0;
    }

    /** The last lines, for an error message a person reads. */
    String tail() {
      List<String> lines = output.strip().lines().toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }
  }

  /**
   * Runs it in {@code folder}; a program that cannot be started, or is still running after {@code
   * atMost}, ends with a code other than 0 and says so in its output.
   */
  static Ended run(
      Path folder, Map<String, String> environment, Duration atMost, List<String> words) {
    Path said = null;
    try {
      said = Files.createTempFile(folder, "said", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
      builder
          .redirectOutput(said.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        return new Ended(-1, words.getFirst() + " was stopped after " + atMost.toSeconds() + " s");
      }
      return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.ISO_8859_1));
    } catch (IOException cannotStart) {
      return new Ended(-1, words.getFirst() + " cannot be run: " + cannotStart.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Ended(-1, words.getFirst() + " was interrupted");
    } finally {
      Folders.deleteQuietly(said);
    }
  }
}
