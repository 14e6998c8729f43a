package amends.server.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs on this machine, unpacked from the archive that the build brings along.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}; readable by everyone
 */
record Binaries(Path folder) {
  private static final Set<PosixFilePermission> RUN = PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("rw-r--r--");

  /** A program by its name: {@code initdb}, {@code pg_ctl} or {@code postgres}. */
  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * The programs in this cache folder, unpacked when they are not there yet.
   *
   * <p>Unpacked beside and then renamed: two engines that start at once cannot see half a folder.
   *
   * @throws EmbeddedException when the build brings no programs for this machine, or the folder
   *     cannot be written
   */
  static Binaries in(Path cache) {
    String archive = "/postgres-" + system() + "-" + processor() + ".txz";
    try (InputStream packed = Binaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new EmbeddedException(
            "This build brings no PostgreSQL for "
                + system()
                + " on "
                + processor()
                + " (looked for "
                + archive
                + ").\n"
                + "Install PostgreSQL 14 or newer and name it in the configuration as"
                + " database.url.");
      }
      byte[] bytes = packed.readAllBytes();
      Path folder = cache.resolve("postgres-" + digest(bytes));
      if (!Files.isDirectory(folder)) {
        unpack(bytes, cache, folder);
      }
      return new Binaries(folder);
    } catch (IOException failed) {
      throw new EmbeddedException(
          "PostgreSQL's programs could not be unpacked into "
              + cache
              + ": "
              + failed
              + "\nMake room there, or set AMENDS_CACHE to a folder that can be written.",
          failed);
    }
  }

  private static void unpack(byte[] bytes, Path cache, Path folder) throws IOException {
    Files.createDirectories(cache);
    Path beside = Files.createTempDirectory(cache, "unpacking-");
    try {
      Files.setPosixFilePermissions(beside, RUN);
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(
              new XZInputStream(
                  new BufferedInputStream(new java.io.ByteArrayInputStream(bytes))))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          write(tar, entry, beside);
        }
      }
      try {
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException raced) {
        if (!Files.isDirectory(folder)) {
          throw raced;
        }
      }
    } finally {
      Folders.delete(beside);
    }
  }

  private static void write(InputStream tar, TarArchiveEntry entry, Path root) throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive names a file outside its own folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    Files.setPosixFilePermissions(target, (entry.getMode() & 0100) != 0 ? RUN : READ);
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac")
        ? "darwin"
        : name.contains("linux") ? "linux" : name.replace(' ', '-');
  }

  private static String processor() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> name;
    };
  }
}
