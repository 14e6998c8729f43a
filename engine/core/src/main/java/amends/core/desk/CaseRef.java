package amends.core.desk;

import java.util.UUID;

/**
 * Which case of which person: travels to the PBX as 64 hex digits, so that every outcome routes
 * itself.
 */
public record CaseRef(PartyId party, Kind kind, UUID id) {
  /** The party and the id as 64 lower-case hex digits. */
  public String hex() {
    return Ids.hex(party.hmac()) + Ids.hex(id);
  }

  /**
   * Reads what {@link #hex} wrote.
   *
   * @throws IllegalArgumentException when the text is not 64 hex digits
   */
  public static CaseRef fromHex(Kind kind, String hex) {
    if (hex.length() != 64) {
      throw new IllegalArgumentException(
          "a case is named by 64 hex digits, this has " + hex.length() + " characters");
    }
    return new CaseRef(
        new PartyId(Ids.fromHex(hex.substring(0, 32))), kind, Ids.fromHex(hex.substring(32)));
  }
}
