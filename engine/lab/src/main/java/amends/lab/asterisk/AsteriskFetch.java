package amends.lab.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One trip to the archive: find a suite that has Asterisk, download, unpack, and see that nothing
 * is missing.
 */
final class AsteriskFetch {
  private static final Duration UNPACK_MAX = Duration.ofMinutes(2);

  private final Path work;
  private final Machine machine;
  private final boolean trusted;
  private final List<String> tried = new ArrayList<>();

  AsteriskFetch(Path work, Machine machine, boolean trusted) {
    this.work = work;
    this.machine = machine;
    this.trusted = trusted;
  }

  /**
   * Leaves {@code made/root} and {@code made/debs} in the work folder; returns the facts for the
   * manifest.
   */
  Map<String, String> intoFolder() throws IOException {
    AptSource own =
        AptSources.own(
                AptSources.read(Path.of("/etc/apt")), machine.codename(), machine.distribution())
            .orElseThrow(
                () ->
                    new AsteriskUnavailable(
                        "/etc/apt/sources.list and sources.list.d name no archive of "
                            + machine.distribution()
                            + " "
                            + machine.codename(),
                        "add the distribution's archive there, or install Asterisk 16 or newer"
                            + " yourself"));
    for (AptSource source : suites(own)) {
      String suite = source.suites().getFirst();
      PrivateApt apt =
          PrivateApt.create(work.resolve("apt-" + suite), source, machine.architecture(), trusted);
      Commands.Ended updated = apt.update();
      if (!updated.ok()) {
        tried.add(suite + ": the list of packages could not be had (" + updated.tail() + ")");
        continue;
      }
      String candidate = apt.candidate("asterisk");
      String version = Versions.bare(candidate);
      if (!Versions.isUsable(version)) {
        tried.add(
            suite
                + ": "
                + (version.isEmpty() ? "has no package asterisk" : "has only Asterisk " + version));
        continue;
      }
      if (tookSmallSet(apt, suite) || tookClosure(apt, suite)) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", version);
        facts.put("package", candidate);
        facts.put("suite", suite);
        facts.put("architecture", machine.architecture());
        facts.put("archive", source.uri());
        facts.put(
            "signature",
            trusted ? "NOT CHECKED, as asked for" : "checked by apt with this machine's keys");
        return facts;
      }
    }
    throw new AsteriskUnavailable(
        String.join("; ", tried),
        "see that "
            + own.uri()
            + " can be reached and its keys are installed (package "
            + machine.distribution()
            + (machine.distribution().equals("debian") ? "-archive-keyring" : "-keyring")
            + "), or install Asterisk 16 or newer with func_curl so that `asterisk` is on the PATH;"
            + " an archive whose signature cannot be checked is taken only with -D"
            + AsteriskProvision.TRUST_PROPERTY
            + "=unsigned");
  }

  private List<AptSource> suites(AptSource own) {
    List<AptSource> all = new ArrayList<>();
    if (!machine.codename().equals("sid")) {
      String suite =
          own.suites().contains(machine.codename()) ? machine.codename() : own.suites().getFirst();
      List<String> components =
          own.components().contains("universe") || machine.distribution().equals("debian")
              ? own.components()
              : List.of("main", "universe");
      all.add(own.of(suite, components));
    }
    if (machine.distribution().equals("debian")) {
      all.add(own.of("sid", List.of("main")));
    }
    return all;
  }

  private boolean tookSmallSet(PrivateApt apt, String suite) throws IOException {
    return suite.equals("sid") && took(apt, suite, apt.download(Packages.smallSetOfSid()));
  }

  private boolean tookClosure(PrivateApt apt, String suite) throws IOException {
    return took(apt, suite, apt.downloadClosure(Packages.WANTED));
  }

  private boolean took(PrivateApt apt, String suite, Commands.Ended downloaded) throws IOException {
    Path made = work.resolve("made");
    Folders.deleteQuietly(made);
    Path root = Files.createDirectories(made.resolve("root"));
    if (!downloaded.ok()) {
      tried.add(suite + ": download failed (" + downloaded.tail() + ")");
      return false;
    }
    for (Path deb : Folders.list(apt.debs())) {
      Commands.Ended unpacked =
          Commands.run(
              work,
              Map.of(),
              UNPACK_MAX,
              List.of("dpkg-deb", "-x", deb.toString(), root.toString()));
      if (!unpacked.ok()) {
        tried.add(
            suite + ": " + deb.getFileName() + " could not be unpacked (" + unpacked.tail() + ")");
        return false;
      }
    }
    Unpacked folder = new Unpacked(root, machine.architecture());
    folder.mendSounds();
    var lack = folder.firstLack();
    if (lack.isPresent()) {
      tried.add(suite + ": after unpacking, " + lack.get());
      return false;
    }
    Files.move(apt.debs(), made.resolve("debs"));
    return true;
  }
}
