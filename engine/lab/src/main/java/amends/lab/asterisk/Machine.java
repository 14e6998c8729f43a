package amends.lab.asterisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What kind of machine this is.
 *
 * @param distribution {@code debian} or {@code ubuntu}; others are refused by name
 * @param codename e.g. {@code bookworm}; {@code sid} where the release names none
 * @param architecture as packages name it: {@code amd64}, {@code arm64}
 */
record Machine(String distribution, String codename, String architecture) {

  /**
   * Reads {@code /etc/os-release}; throws {@link AsteriskUnavailable} for machines we cannot
   * provision on.
   */
  static Machine here() {
    Map<String, String> release = new HashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("/etc/os-release"), StandardCharsets.UTF_8)) {
        if (line.contains("=")) {
          release.put(
              line.substring(0, line.indexOf('=')),
              line.substring(line.indexOf('=') + 1).replace("\"", ""));
        }
      }
    } catch (IOException e) {
      throw new AsteriskUnavailable(
          "this machine does not say what it is (/etc/os-release cannot be read)",
          "use Debian or Ubuntu, or install Asterisk 16 or newer with func_curl so that `asterisk`"
              + " is on the PATH",
          e);
    }
    return of(release, System.getProperty("os.arch"));
  }

  static Machine of(Map<String, String> release, String javaArchitecture) {
    String id = release.getOrDefault("ID", "unknown");
    List<String> family = List.of((id + " " + release.getOrDefault("ID_LIKE", "")).split(" ", -1));
    String distribution =
        family.contains("ubuntu") ? "ubuntu" : family.contains("debian") ? "debian" : "";
    String architecture =
        switch (javaArchitecture) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> "";
        };
    if (distribution.isEmpty() || architecture.isEmpty()) {
      throw new AsteriskUnavailable(
          "packages are only taken from Debian's and Ubuntu's archives, for amd64 and arm64; this"
              + " is "
              + id
              + " on "
              + javaArchitecture,
          "install Asterisk 16 or newer with func_curl so that `asterisk` is on the PATH");
    }
    String codename =
        release.getOrDefault("UBUNTU_CODENAME", release.getOrDefault("VERSION_CODENAME", "sid"));
    return new Machine(distribution, codename, architecture);
  }
}
