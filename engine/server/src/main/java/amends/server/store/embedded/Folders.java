package amends.server.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders the embedded server uses, and how they are taken away. */
final class Folders {
  private Folders() {}

  /**
   * {@code AMENDS_CACHE}, or the machine's custom: root shares its cache, since PostgreSQL runs as
   * another account.
   */
  static Path cache() {
    String named = System.getenv("AMENDS_CACHE");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    if (Account.isRoot()) {
      return Path.of("/var/cache/amends");
    }
    String custom = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"));
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    Path caches =
        custom != null && !custom.isBlank()
            ? Path.of(custom)
            : home.resolve(mac ? "Library/Caches" : ".cache");
    return caches.resolve("amends").toAbsolutePath();
  }

  /**
   * Deletes the folder with all that is in it; a file that is gone already is no failure (a server
   * removes its own).
   */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (java.io.UncheckedIOException vanished) {
      if (vanished.getCause() instanceof NoSuchFileException) {
        deepestFirst = List.of();
      } else {
        throw vanished.getCause();
      }
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
