package amends.core.telephony;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The name of one of our own calls on a PBX: whose it is and which reservation, 64 hex digits. Leg
 * {@code -1} is the agent's side, leg {@code -2} stands in the queue; every later channel of the
 * call carries leg 1's id as its Linkedid.
 */
public record CallKey(UUID party, UUID reservation) implements Comparable<CallKey> {
  private static final int HEX_LENGTH = 64;

  /**
   * Reads {@code <64 hex>}, {@code <64 hex>-1} or {@code <64 hex>-2}; empty when it is no name of
   * ours.
   */
  public static Optional<CallKey> read(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String hex =
        text.endsWith("-1") || text.endsWith("-2") ? text.substring(0, text.length() - 2) : text;
    return half(hex, 0)
        .flatMap(party -> half(hex, 1).map(reservation -> new CallKey(party, reservation)));
  }

  /** The attempt that {@code Att} names; empty when it is malformed or another person's. */
  public Optional<UUID> attempt(String att) {
    return half(att, 0).filter(party::equals).flatMap(p -> half(att, 1));
  }

  /** The Uniqueid of the agent's side, and the Linkedid of all. */
  public String leg1() {
    return hex() + "-1";
  }

  /** The Uniqueid of the side that stands in the queue. */
  public String leg2() {
    return hex() + "-2";
  }

  public String hex() {
    return digits(party) + digits(reservation);
  }

  @Override
  public int compareTo(CallKey other) {
    return hex().compareTo(other.hex());
  }

  private static Optional<UUID> half(String hex, int n) {
    if (hex == null || hex.length() != HEX_LENGTH || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    int from = n * HEX_LENGTH / 2;
    return Optional.of(
        new UUID(
            HexFormat.fromHexDigitsToLong(hex, from, from + 16),
            HexFormat.fromHexDigitsToLong(hex, from + 16, from + 32)));
  }

  private static String digits(UUID id) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(id.getMostSignificantBits())
        + hex.toHexDigits(id.getLeastSignificantBits());
  }
}
