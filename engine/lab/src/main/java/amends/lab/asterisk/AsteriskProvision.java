package amends.lab.asterisk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a real Asterisk for this user: the one on the PATH if it will do, else packages of the
 * machine's own archive, unpacked once into the user's cache folder. Needs no root and changes
 * nothing of the machine.
 */
public final class AsteriskProvision {
  /**
   * Set to {@code unsigned}, an archive whose signature this machine cannot check is taken all the
   * same.
   */
  public static final String TRUST_PROPERTY = "amends.asterisk.trust";

  private static final Logger log = LoggerFactory.getLogger(AsteriskProvision.class);
  private static final Object ONE_AT_A_TIME = new Object();
  private static final String RECIPE = "1";

  private final Path cache;
  private final String path;

  private AsteriskProvision(Path cache, String path) {
    this.cache = cache;
    this.path = path;
  }

  /**
   * An Asterisk to start; the first time on a machine this downloads some 20 MB. Throws {@link
   * AsteriskUnavailable}.
   */
  public static AsteriskBinary obtain() {
    String given = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path cache =
        given.startsWith("/") ? Path.of(given) : Path.of(System.getProperty("user.home"), ".cache");
    // An ordinary user's PATH often lacks the folder where Asterisk is installed.
    return in(cache.resolve("amends"), System.getenv().getOrDefault("PATH", "") + ":/usr/sbin")
        .get();
  }

  /** The same with a cache folder and a search path of the caller's choice. */
  static AsteriskProvision in(Path cache, String path) {
    return new AsteriskProvision(cache, path);
  }

  AsteriskBinary get() {
    Optional<AsteriskBinary> installed = InstalledAsterisk.find(path);
    return installed.orElseGet(() -> cachedOrFetched(Machine.here()));
  }

  private AsteriskBinary cachedOrFetched(Machine machine) {
    Optional<AsteriskBinary> whole = cached(machine);
    if (whole.isPresent()) {
      return whole.get();
    }
    // The lock file keeps other programs out, the monitor other threads: Java counts file locks by
    // program.
    synchronized (ONE_AT_A_TIME) {
      try {
        Files.createDirectories(cache);
        try (FileChannel file =
                FileChannel.open(
                    cache.resolve("asterisk.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock held = file.lock()) {
          log.debug("provisioning alone: {}", held);
          return cached(machine).orElseGet(() -> fetch(machine));
        }
      } catch (IOException e) {
        throw new AsteriskUnavailable(
            "the cache folder " + cache + " cannot be written (" + e.getMessage() + ")",
            "make it writable, or set XDG_CACHE_HOME to a folder that is",
            e);
      }
    }
  }

  private Optional<AsteriskBinary> cached(Machine machine) {
    return Folders.list(cache).stream()
        .filter(
            f ->
                f.getFileName()
                    .toString()
                    .matches("asterisk-[a-z.]+-" + machine.architecture() + "-.*"))
        .filter(f -> Manifest.read(f).getOrDefault("recipe", "").equals(RECIPE))
        .max(Comparator.comparing(f -> Manifest.read(f).getOrDefault("fetched", "")))
        .map(
            f ->
                new Unpacked(f.resolve("root"), machine.architecture())
                    .binary(Manifest.read(f).get("version")));
  }

  private AsteriskBinary fetch(Machine machine) {
    Folders.list(cache).stream()
        .filter(f -> f.getFileName().toString().startsWith("fetching-"))
        .forEach(Folders::deleteQuietly);
    Path work = cache.resolve("fetching-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(work);
      log.info("Fetching Asterisk from this machine's package archive (once, about 20 MB) ...");
      Map<String, String> facts = new AsteriskFetch(work, machine, trustsUnsigned()).intoFolder();
      String suite = facts.get("suite");
      String hash = Manifest.write(work.resolve("made"), withRecipe(facts));
      Path home =
          cache.resolve(
              "asterisk-"
                  + suite
                  + "-"
                  + machine.architecture()
                  + "-"
                  + facts.get("version")
                  + "-"
                  + hash);
      Files.move(work.resolve("made"), home, StandardCopyOption.ATOMIC_MOVE);
      log.info("Asterisk {} of {} is in {}", facts.get("version"), suite, home);
      return new Unpacked(home.resolve("root"), machine.architecture())
          .binary(facts.get("version"));
    } catch (IOException e) {
      throw new AsteriskUnavailable(
          "unpacking into " + work + " failed (" + e.getMessage() + ")",
          "see that the disk has 300 MB free and the folder is writable",
          e);
    } finally {
      Folders.deleteQuietly(work);
    }
  }

  private static Map<String, String> withRecipe(Map<String, String> facts) {
    Map<String, String> all = new java.util.LinkedHashMap<>(facts);
    all.put("recipe", RECIPE);
    all.put("fetched", java.time.Instant.now().toString());
    return all;
  }

  private static boolean trustsUnsigned() {
    return List.of("unsigned").contains(System.getProperty(TRUST_PROPERTY, ""));
  }
}
