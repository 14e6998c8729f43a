package amends.core.desk;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The envelope of a signal: whose it is, when its source saw it, and an id that makes a repeat the
 * same letter.
 *
 * @param id the hash of the source's own id; a repeat gets the remembered answer
 * @param happenedAt the source's clock, microseconds (PostgreSQL keeps no nanoseconds)
 * @param party the person it concerns
 * @param by who asked, where that is another person than the one to be called; both are locked
 * @param to the case it is addressed to, where the source knows
 */
public record Letter(
    UUID id,
    Instant happenedAt,
    PartyId party,
    Optional<PartyId> by,
    Optional<CaseRef> to,
    Signal signal) {
  /**
   * Same letter, same n: same id, ordered by time. happenedAt is the source's, so a repeated turn
   * derives the same.
   */
  public UUID derive(int n) {
    ByteBuffer bytes =
        ByteBuffer.allocate(20)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putInt(n);
    UUID hash = UUID.nameUUIDFromBytes(bytes.array());
    return new UUID(
        happenedAt.toEpochMilli() << 16 | 0x7000L | hash.getMostSignificantBits() & 0xFFFL,
        hash.getLeastSignificantBits());
  }
}
