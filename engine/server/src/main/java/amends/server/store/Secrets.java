package amends.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 32 bytes that everything secret is derived from, in a file of the state folder and never in
 * the database.
 *
 * <p>Without them the people in the database cannot be found again and their numbers cannot be
 * read: the file is made once, never written over, and not made anew while the database knows
 * anyone.
 */
public final class Secrets {
  private static final int BYTES = 32;
  private static final String FILE = "secret.key";
  private static final String MAC = "HmacSHA256";
  private static final byte[] SALT = "amends.addresses.v1".getBytes(StandardCharsets.UTF_8);

  private final byte[] master;

  private Secrets(byte[] master) {
    this.master = master;
  }

  /**
   * Secrets from 32 bytes that are kept elsewhere.
   *
   * @throws IllegalArgumentException when there are more or fewer
   */
  public static Secrets of(byte[] master) {
    if (master.length != BYTES) {
      throw new IllegalArgumentException(
          "a secret has " + BYTES + " bytes, this has " + master.length);
    }
    return new Secrets(master.clone());
  }

  /**
   * The secret of this state folder, made on first use.
   *
   * @param database migrated already; asked whether it knows anyone when the file is not there
   * @throws IllegalStateException when the file is missing though it is needed, is damaged, or is
   *     open to others
   */
  public static Secrets in(Path state, Database database) {
    Path file = state.resolve(FILE);
    try {
      return read(file);
    } catch (NoSuchFileException missing) {
      if (knowsAnyone(database)) {
        throw new IllegalStateException(
            "The key file "
                + file
                + " is missing, but the database "
                + database
                + " knows people by it.\n"
                + "Put it back from a backup of the state folder, or name the right state folder. A"
                + " new key could neither find these people nor read their numbers.",
            missing);
      }
      return make(state, file);
    } catch (IOException failed) {
      throw new IllegalStateException(
          "The key file " + file + " cannot be read: " + failed, failed);
    }
  }

  /**
   * A key of its own for each purpose, 32 bytes (HKDF of RFC 5869 with HMAC-SHA256): one that is
   * found out tells nothing of the others.
   *
   * @param algorithm what it is used with, {@code AES}, {@code HmacSHA256}
   */
  public SecretKey key(String purpose, String algorithm) {
    byte[] extracted = hmac(SALT, master);
    byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
    return new SecretKeySpec(
        hmac(extracted, ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array()),
        algorithm);
  }

  private static byte[] hmac(byte[] key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(input);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
    }
  }

  private static Secrets read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
    open.removeAll(PosixFilePermissions.fromString("rw-------"));
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "The key file " + file + " is open to others (" + open + "). Type: chmod 600 " + file);
    }
    try {
      return of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException damaged) {
      throw new IllegalStateException(
          "The key file "
              + file
              + " is damaged: it should hold "
              + BYTES * 2
              + " hex digits. Put it back from a backup.",
          damaged);
    }
  }

  /**
   * Written beside and then linked: neither half a file nor a second key can come of two engines
   * that start at once.
   */
  private static Secrets make(Path state, Path file) {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    try {
      Files.createDirectories(state);
      Path beside =
          Files.createTempFile(
              state,
              FILE,
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(beside, HexFormat.of().formatHex(fresh) + "\n");
        Files.createLink(file, beside);
      } catch (FileAlreadyExistsException another) {
        return read(file);
      } finally {
        Files.deleteIfExists(beside);
        Arrays.fill(fresh, (byte) 0);
      }
      return read(file);
    } catch (IOException failed) {
      throw new IllegalStateException(
          "The key file " + file + " cannot be made: " + failed, failed);
    }
  }

  private static boolean knowsAnyone(Database database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select exists (select from party)")) {
      result.next();
      return result.getBoolean(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(
          "The database "
              + database
              + " cannot be asked whether it knows anyone: "
              + failed.getMessage(),
          failed);
    }
  }
}
