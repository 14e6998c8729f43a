package amends.server.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The running server of a data folder, as its own {@code postmaster.pid} tells.
 *
 * @param pid the server's process
 * @param port where it listens on 127.0.0.1
 */
record Postmaster(long pid, int port) {
  private static final int LINE_PORT = 3;

  /**
   * The live server of this data folder.
   *
   * <p>A pid file can outlive its server, and after a reboot its pid may be another program's:
   * PostgreSQL would then refuse to start, so such a file is taken away.
   */
  static Optional<Postmaster> of(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() <= LINE_PORT) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    if (!isServer(pid)) {
      Files.deleteIfExists(file);
      return Optional.empty();
    }
    return Optional.of(new Postmaster(pid, Integer.parseInt(lines.get(LINE_PORT).strip())));
  }

  /** A dead child that nobody has waited for is no server, though its process is still listed. */
  private static boolean isServer(long pid) throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (Files.isDirectory(Path.of("/proc/self"))) {
      try {
        String line = Files.readString(stat);
        return line.contains("(postgres)") && !line.contains(") Z ");
      } catch (NoSuchFileException gone) {
        return false;
      }
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("postgres"))
        .isPresent();
  }
}
