package amends.lab.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An Asterisk that can be started here.
 *
 * @param command the words before Asterisk's own options: a loader with its library path, or just
 *     the program
 * @param version as the program calls itself, e.g. {@code 22.10.1}
 * @param modules the folder of the {@code .so} files
 * @param data the folder that holds {@code sounds/} and {@code documentation/}; only ever read
 */
public record AsteriskBinary(List<String> command, String version, Path modules, Path data) {
  public AsteriskBinary {
    command = List.copyOf(command);
  }

  /** Whether this build ships the module, named without {@code .so}. */
  public boolean has(String module) {
    return Files.exists(modules.resolve(module + ".so"));
  }

  /** The first number of the version, e.g. 22. */
  public int major() {
    return Versions.major(version);
  }
}
