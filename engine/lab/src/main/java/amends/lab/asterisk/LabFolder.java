package amends.lab.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The temporary folder one lab lives in, and who owns it. A lab whose program was killed leaves its
 * folder, and perhaps its Asterisk, behind; the next lab of the same user clears both away.
 */
final class LabFolder {
  private static final String PREFIX = "amends-lab-";

  private LabFolder() {}

  static Path create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    sweep(parent);
    Path folder = Files.createTempDirectory(parent, PREFIX);
    Files.writeString(folder.resolve("owner"), identity(ProcessHandle.current()));
    for (String part : List.of("etc", "db", "log/cel-custom", "run", "spool", "moh", "keys")) {
      Files.createDirectories(folder.resolve(part));
    }
    return folder;
  }

  /**
   * Notes which Asterisk runs here, so that a later lab can tell it from a stranger with the same
   * process number.
   */
  static void noteProcess(Path folder, ProcessHandle asterisk) throws IOException {
    Files.writeString(folder.resolve("asterisk"), identity(asterisk));
  }

  static void sweep(Path parent) {
    for (Path folder : Folders.list(parent)) {
      boolean abandoned =
          folder.getFileName().toString().startsWith(PREFIX)
              && Files.isReadable(folder.resolve("owner"))
              && Files.isWritable(folder)
              && living(folder.resolve("owner")).isEmpty();
      if (abandoned) {
        living(folder.resolve("asterisk")).ifPresent(ProcessHandle::destroyForcibly);
        Folders.deleteQuietly(folder);
      }
    }
  }

  private static String identity(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("-");
  }

  private static Optional<ProcessHandle> living(Path note) {
    try {
      String noted = Files.readString(note);
      return ProcessHandle.of(Long.parseLong(noted.split(" ", -1)[0]))
          .filter(ProcessHandle::isAlive)
          .filter(p -> identity(p).equals(noted));
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }
}
