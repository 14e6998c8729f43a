package amends.lab.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An apt with a state of its own in one folder: it asks the machine's archive with the machine's
 * keys, and neither reads nor changes what the machine's apt has installed, listed or cached. Needs
 * no root.
 */
final class PrivateApt {
  private static final Duration UPDATE_MAX = Duration.ofMinutes(3);
  private static final Duration DOWNLOAD_MAX = Duration.ofMinutes(10);
  private static final Duration QUESTION_MAX = Duration.ofSeconds(60);

  private final Path folder;

  private PrivateApt(Path folder) {
    this.folder = folder;
  }

  /** Lays the folder out for one source. */
  static PrivateApt create(Path folder, AptSource source, String architecture, boolean trusted)
      throws IOException {
    for (String part :
        List.of(
            "etc/sources.list.d",
            "etc/apt.conf.d",
            "etc/preferences.d",
            "state/lists/partial",
            "cache/archives/partial",
            "debs")) {
      Files.createDirectories(folder.resolve(part));
    }
    Files.writeString(folder.resolve("status"), "");
    Files.writeString(
        folder.resolve("etc/sources.list.d/lab.sources"), source.stanza(architecture, trusted));
    Files.writeString(
        folder.resolve("apt.conf"),
        """
        Dir::Etc "%1$s/etc";
        Dir::State "%1$s/state";
        Dir::State::status "%1$s/status";
        Dir::Cache "%1$s/cache";
        Dir::Etc::trusted "/etc/apt/trusted.gpg";
        Dir::Etc::trustedparts "/etc/apt/trusted.gpg.d";
        APT::Sandbox::User "%2$s";
        APT::Architecture "%3$s";
        APT::Architectures { "%3$s"; };
        Acquire::Check-Valid-Until "false";
        Acquire::Languages "none";
        Acquire::Retries "2";
        %4$s\
        """
            .formatted(
                folder, System.getProperty("user.name"), architecture, machineProxies(folder)));
    return new PrivateApt(folder);
  }

  /**
   * A machine behind a proxy reaches its archive only through it; nothing else of its settings is
   * taken over.
   */
  private static String machineProxies(Path folder) {
    Commands.Ended dump =
        Commands.run(folder, Map.of(), QUESTION_MAX, List.of("apt-config", "dump"));
    StringBuilder lines = new StringBuilder();
    dump.output()
        .lines()
        .filter(l -> l.matches("Acquire::https?::(Proxy|CA).*"))
        .forEach(l -> lines.append(l).append('\n'));
    return dump.ok() ? lines.toString() : "";
  }

  Commands.Ended update() {
    return run(UPDATE_MAX, List.of("apt-get", "-q", "-o", "APT::Update::Error-Mode=any", "update"));
  }

  /** The version of a package that the archive offers; empty when it has none. */
  String candidate(String packageName) {
    Commands.Ended policy = run(QUESTION_MAX, List.of("apt-cache", "policy", packageName));
    return policy
        .output()
        .lines()
        .map(String::strip)
        .filter(l -> l.startsWith("Candidate: ") && !l.endsWith("(none)"))
        .map(l -> l.substring("Candidate: ".length()))
        .findFirst()
        .orElse("");
  }

  /** Downloads just these packages into {@link #debs()}. */
  Commands.Ended download(List<String> packages) {
    List<String> words = new ArrayList<>(List.of("apt-get", "-q", "download"));
    words.addAll(packages);
    return Commands.run(debs(), environment(), DOWNLOAD_MAX, words);
  }

  /** Downloads these packages and all they depend on, as apt works it out for an empty machine. */
  Commands.Ended downloadClosure(List<String> packages) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "apt-get", "-q", "-y", "--no-install-recommends", "--download-only", "install"));
    words.addAll(packages);
    Commands.Ended ended = run(DOWNLOAD_MAX, words);
    try {
      for (Path deb : Folders.list(folder.resolve("cache/archives"))) {
        if (deb.toString().endsWith(".deb")) {
          Files.move(deb, debs().resolve(deb.getFileName()));
        }
      }
    } catch (IOException e) {
      return new Commands.Ended(
          -1, "cannot move the packages to " + debs() + ": " + e.getMessage());
    }
    return ended;
  }

  /** Where the packages land. */
  Path debs() {
    return folder.resolve("debs");
  }

  private Commands.Ended run(Duration atMost, List<String> words) {
    return Commands.run(folder, environment(), atMost, words);
  }

  private Map<String, String> environment() {
    return Map.of(
        "APT_CONFIG", folder.resolve("apt.conf").toString(), "DEBIAN_FRONTEND", "noninteractive");
  }
}
