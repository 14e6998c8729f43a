package amends.core.desk;

import java.util.UUID;

/**
 * The person at a contact address: the lock every turn takes, and the first column of every key.
 *
 * <p>An HMAC over the address ({@code tel:+8613900000000}) cut to 128 bits. The address itself
 * never reaches core: it is stored sealed beside this id and leaves the store only where a phone
 * must be dialled.
 */
public record PartyId(UUID hmac) implements Comparable<PartyId> {
  /**
   * Unsigned byte order, the order PostgreSQL gives to uuid: every multi-row write and every lock
   * is sorted by it.
   */
  @Override
  public int compareTo(PartyId other) {
    return Ids.compare(hmac, other.hmac);
  }

  @Override
  public String toString() {
    return hmac.toString();
  }
}
