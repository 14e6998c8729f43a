package amends.lab.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lies beside an unpacked Asterisk: where it came from, which packages, and their sha256. Its
 * presence says "whole".
 */
final class Manifest {
  static final String NAME = "MANIFEST";

  private Manifest() {}

  /** Writes the page and returns its own hash, by which the folder is named. */
  static String write(Path folder, Map<String, String> facts) throws IOException {
    StringBuilder page = new StringBuilder();
    facts.forEach((key, value) -> page.append(key).append(": ").append(value).append('\n'));
    for (Path deb : Folders.list(folder.resolve("debs"))) {
      page.append("sha256 ")
          .append(sha256(deb))
          .append("  ")
          .append(deb.getFileName())
          .append('\n');
    }
    byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(NAME), bytes);
    return HexFormat.of().formatHex(digest().digest(bytes)).substring(0, 8);
  }

  /** The facts of a finished folder; empty when it is not finished. */
  static Map<String, String> read(Path folder) {
    Map<String, String> facts = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(folder.resolve(NAME), StandardCharsets.UTF_8)) {
        int colon = line.indexOf(": ");
        if (colon > 0 && !line.startsWith("sha256 ")) {
          facts.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    } catch (IOException notFinished) {
      return Map.of();
    }
    return facts;
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }
}
