package amends.app.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a temporary folder away. */
final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

  private Folders() {}

  /**
   * As far as it goes: what cannot be deleted stays in the system's temporary folder, and the log
   * says so.
   */
  static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      for (Path one : deepestFirst(folder)) {
        Files.deleteIfExists(one);
      }
    } catch (IOException | UncheckedIOException stays) {
      LOG.warn("{} could not be deleted: {}", folder, stays.toString());
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
