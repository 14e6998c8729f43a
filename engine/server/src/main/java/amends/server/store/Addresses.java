package amends.server.store;

import amends.core.desk.PartyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Turns a contact address ({@code tel:+8613900000000}) into the person's id, and seals and opens
 * it. Safe for many threads.
 *
 * <p>Two keys are derived from one secret (HKDF of RFC 5869, one block each), so that neither tells
 * anything of the other.
 */
public final class Addresses {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String MAC = "HmacSHA256";

  private final SecretKey naming;
  private final SecretKey sealing;
  private final SecureRandom random = new SecureRandom();

  public Addresses(Secrets secrets) {
    naming = secrets.key("party", MAC);
    sealing = secrets.key("number", "AES");
  }

  /**
   * The person at this address: the same address is always the same person, and the id does not
   * tell the address.
   */
  public PartyId of(String address) {
    ByteBuffer hash = ByteBuffer.wrap(hmac(naming, bytes(address)));
    return new PartyId(new UUID(hash.getLong(), hash.getLong()));
  }

  /** The address sealed; twice the same address gives two different seals. */
  public Sealed seal(String address) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, bytes(address));
    return new Sealed(
        ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
            .put(VERSION)
            .put(nonce)
            .put(sealed)
            .array());
  }

  /**
   * The address again.
   *
   * @throws IllegalStateException when it was sealed with another key, or was changed since
   */
  public String open(Sealed sealed) {
    byte[] all = sealed.bytes();
    if (all.length <= 1 + NONCE_BYTES || all[0] != VERSION) {
      throw new IllegalStateException(
          "a sealed number has a form that this version does not know; was it written by a newer"
              + " one?");
    }
    byte[] nonce = Arrays.copyOfRange(all, 1, 1 + NONCE_BYTES);
    return new String(
        crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(all, 1 + NONCE_BYTES, all.length)),
        StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (AEADBadTagException other) {
      throw new IllegalStateException(
          "a sealed number cannot be opened: it was sealed with another key, or changed. Is this"
              + " the state folder (secret.key) that belongs to the database?",
          other);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has AES-GCM", impossible);
    }
  }

  private static byte[] hmac(SecretKey key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(input);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
