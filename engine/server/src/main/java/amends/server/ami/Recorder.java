package amends.server.ami;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps the raw text of a PBX's connection, both ways, on a ring of files: what was really said,
 * whatever we made of it.
 *
 * <p>The text shows callers' numbers, so each packet is sealed with AES-GCM as the numbers in the
 * database are. Login keys are masked.
 */
public final class Recorder implements AutoCloseable {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private final RingFile tape;
  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /** The tape is closed with the recorder. */
  public Recorder(RingFile tape, SecretKey key) {
    this.tape = tape;
    this.key = key;
  }

  /** One packet that came ({@code <}) or went ({@code >}), with the instant we saw it. */
  void keep(char direction, Instant at, String packet) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] plain = (direction + " " + at + "\r\n" + packet).getBytes(StandardCharsets.UTF_8);
      byte[] record = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, record, NONCE_BYTES);
      tape.append(Base64.getEncoder().encode(record));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot seal with AES-GCM and the given key", e);
    }
  }

  /**
   * Opens one line of the tape.
   *
   * @throws IllegalArgumentException when the line was sealed with another key or is damaged
   */
  public static String open(SecretKey key, String line) {
    try {
      byte[] record = Base64.getDecoder().decode(line);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, record, 0, NONCE_BYTES));
      return new String(
          cipher.doFinal(record, NONCE_BYTES, record.length - NONCE_BYTES), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "this line of the tape was sealed with another key, or is damaged", e);
    }
  }

  @Override
  public void close() {
    tape.close();
  }
}
