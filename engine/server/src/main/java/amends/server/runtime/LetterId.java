package amends.server.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of a letter, from its source's own name for it: the same event told twice is the same
 * letter, on any node.
 */
public final class LetterId {
  private LetterId() {}

  /**
   * SHA-256 over the parts, each with its length before it, cut to 128 bits: {@code of("booking",
   * pbx, key)}.
   */
  public static UUID of(String kind, Object... parts) {
    MessageDigest sha = sha256();
    add(sha, kind);
    for (Object part : parts) {
      add(sha, part.toString());
    }
    ByteBuffer digest = ByteBuffer.wrap(sha.digest());
    return new UUID(digest.getLong(), digest.getLong());
  }

  private static void add(MessageDigest sha, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }
}
