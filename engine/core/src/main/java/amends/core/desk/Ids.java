package amends.core.desk;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/**
 * How ids are ordered and spelt: the forms that travel through PostgreSQL, AMI and the dialplan.
 */
public final class Ids {
  private Ids() {}

  /**
   * Unsigned order, as PostgreSQL sorts uuid; {@link UUID#compareTo} is signed and would lock in
   * another order.
   */
  public static int compare(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  /**
   * 32 lower-case hex digits, the fixed length that an AMI ChannelId needs (a prefix of a live id
   * is refused).
   */
  public static String hex(UUID id) {
    return HexFormat.of().toHexDigits(id.getMostSignificantBits())
        + HexFormat.of().toHexDigits(id.getLeastSignificantBits());
  }

  /**
   * Reads 32 hex digits.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static UUID fromHex(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException(
          "an id has 32 hex digits, this has " + hex.length() + " characters");
    }
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
