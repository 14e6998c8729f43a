package amends.server.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Temporary servers: their folders carry the pid of the engine they belong to, so that what a
 * killed one left is found.
 */
final class Temporary {
  private static final String PREFIX = "amends-postgres-";

  private Temporary() {}

  static Path folder() throws IOException {
    return Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
  }

  /** Stops the servers and deletes the folders of engines that are gone. */
  static void sweep() throws IOException {
    Path all = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> found;
    try (Stream<Path> paths = Files.list(all)) {
      found =
          paths
              .filter(path -> path.getFileName().toString().startsWith(PREFIX))
              .filter(Temporary::isOrphan)
              .toList();
    }
    for (Path folder : found) {
      Postmaster.of(folder.resolve("data"))
          .flatMap(left -> ProcessHandle.of(left.pid()))
          .ifPresent(Temporary::end);
      Folders.delete(folder);
    }
  }

  private static boolean isOrphan(Path folder) {
    String rest = folder.getFileName().toString().substring(PREFIX.length());
    int dash = rest.indexOf('-');
    if (dash <= 0
        || !rest.substring(0, dash).chars().allMatch(Character::isDigit)
        || !Files.isWritable(folder)) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(rest.substring(0, dash))).isEmpty();
  }

  /** The data is to be deleted: nothing is lost by the quick way. */
  private static void end(ProcessHandle postmaster) {
    postmaster.destroy();
    try {
      postmaster.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException slow) {
      postmaster.destroyForcibly();
    }
  }
}
