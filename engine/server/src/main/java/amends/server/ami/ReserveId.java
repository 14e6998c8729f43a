package amends.server.ami;

import amends.core.desk.Ids;
import amends.core.desk.PartyId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads our own ids out of what a PBX says.
 *
 * <p>The ActionID of an Originate names order and reservation, so that a refusal finds its order
 * even when another node, or this one after a restart, hears it. Never the Uniqueid: a refused
 * duplicate's answer carries that of the live call.
 */
record ReserveId(String order, String reservation) {
  private static final Pattern ACTION =
      Pattern.compile("([0-9a-f]{32})([0-9a-f]{32})-([0-9a-f]{32})-[0-9a-f]{16}");
  private static final Pattern CHANNEL = Pattern.compile("([0-9a-f]{64})-[12]");

  /**
   * An ActionID for a reservation of this order; both are 64 hex digits and begin with the same
   * party.
   */
  static String actionId(String order, String reservation, String nonce) {
    if (!order.regionMatches(0, reservation, 0, 32)) {
      throw new IllegalArgumentException("a reservation begins with its order's party");
    }
    return order + "-" + reservation.substring(32) + "-" + nonce;
  }

  /** What {@link #actionId} wrote; empty for anybody else's ActionID. */
  static Optional<ReserveId> ofAction(String actionId) {
    Matcher match = actionId == null ? null : ACTION.matcher(actionId);
    return match == null || !match.matches()
        ? Optional.empty()
        : Optional.of(
            new ReserveId(match.group(1) + match.group(2), match.group(1) + match.group(3)));
  }

  /**
   * The reservation a channel's Uniqueid names, 64 hex digits; empty for a channel that is not a
   * place-holder's.
   */
  static Optional<String> ofChannel(String uniqueId) {
    Matcher match = uniqueId == null ? null : CHANNEL.matcher(uniqueId);
    return match == null || !match.matches() ? Optional.empty() : Optional.of(match.group(1));
  }

  /** The person for whom a channel holds a place; empty for a channel that is no place-holder's. */
  static Optional<PartyId> partyOfChannel(String uniqueId) {
    return ofChannel(uniqueId).map(hex -> new PartyId(Ids.fromHex(hex.substring(0, 32))));
  }
}
