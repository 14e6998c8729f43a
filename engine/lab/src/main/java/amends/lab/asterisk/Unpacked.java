package amends.lab.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder into which Asterisk's packages were unpacked, and how a program in it is started without
 * the host's libraries.
 */
final class Unpacked {
  private static final Duration CHECK_MAX = Duration.ofSeconds(60);

  private final Path root;
  private final String triplet;
  private final String loaderName;

  Unpacked(Path root, String architecture) {
    this.root = root;
    this.triplet = architecture.equals("arm64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    this.loaderName =
        architecture.equals("arm64") ? "ld-linux-aarch64.so.1" : "ld-linux-x86-64.so.2";
  }

  /**
   * Unpacking runs no installation script, so the link that says which voice is "en" must be made
   * here.
   */
  void mendSounds() throws IOException {
    for (Path sounds : List.of(data().resolve("sounds"), root.resolve("var/lib/asterisk/sounds"))) {
      Path voice = sounds.resolve("en_US_f_Allison");
      Path link = sounds.resolve("en");
      if (Files.isDirectory(voice) && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(link, Path.of("en_US_f_Allison"));
      }
    }
  }

  /** The Asterisk in here; throws {@link AsteriskUnavailable} naming what is missing. */
  AsteriskBinary binary(String version) {
    List<String> command = new ArrayList<>(loading());
    command.add(program().toString());
    AsteriskBinary asterisk = new AsteriskBinary(command, version, modules(), data());
    List<String> missing = Modules.missing(asterisk);
    if (!missing.isEmpty()) {
      throw new AsteriskUnavailable(
          "the packages under " + root + " lack the modules " + missing,
          "remove that folder and try again; if it stays so, install Asterisk with these modules"
              + " yourself");
    }
    return asterisk;
  }

  /**
   * The first library that the program or a module we load does not find in this folder; empty when
   * all are there.
   */
  Optional<String> firstLack() {
    AsteriskBinary asterisk = new AsteriskBinary(List.of(), "", modules(), data());
    List<Path> all = new ArrayList<>(List.of(program()));
    Modules.toLoad(asterisk).forEach(m -> all.add(modules().resolve(m + ".so")));
    for (Path file : all) {
      List<String> words = new ArrayList<>(loading());
      words.add("--list");
      words.add(file.toString());
      Commands.Ended listed = Commands.run(root, Map.of(), CHECK_MAX, words);
      if (!listed.ok() || listed.output().contains("not found")) {
        return Optional.of(
            file.getFileName()
                + ": "
                + listed
                    .output()
                    .lines()
                    .filter(l -> l.contains("not found") || l.contains("error"))
                    .findFirst()
                    .orElse(listed.tail())
                    .strip());
      }
    }
    return Optional.empty();
  }

  private List<String> loading() {
    String libraries =
        Stream.of("usr/lib/" + triplet, "lib/" + triplet, "usr/lib", "lib")
            .map(root::resolve)
            .filter(Files::isDirectory)
            .map(Path::toString)
            .reduce((a, b) -> a + ":" + b)
            .orElse(root.toString());
    return List.of(loader().toString(), "--inhibit-cache", "--library-path", libraries);
  }

  /**
   * Older releases have the loader in {@code lib}, and a link in {@code lib64} that points out of
   * the folder.
   */
  private Path loader() {
    return firstOf(
        "the program loader",
        "usr/lib/" + triplet + "/" + loaderName,
        "lib/" + triplet + "/" + loaderName,
        "usr/lib64/" + loaderName,
        "usr/lib/" + loaderName,
        "lib/" + loaderName);
  }

  private Path program() {
    return firstOf("the program asterisk", "usr/sbin/asterisk", "usr/bin/asterisk");
  }

  private Path modules() {
    return firstOf(
        "Asterisk's modules",
        "usr/lib/" + triplet + "/asterisk/modules",
        "usr/lib/asterisk/modules");
  }

  private Path data() {
    return firstOf("Asterisk's data", "usr/share/asterisk", "var/lib/asterisk");
  }

  private Path firstOf(String what, String... places) {
    return Stream.of(places)
        .map(root::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new AsteriskUnavailable(
                    what + " is not in the packages unpacked under " + root,
                    "remove that folder and try again"));
  }
}
