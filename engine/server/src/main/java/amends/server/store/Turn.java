package amends.server.store;

import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * One open transaction that holds the locks of its parties. Closed without commit it writes
 * nothing.
 */
public interface Turn extends AutoCloseable {
  /** The database's time of this turn, microseconds. */
  Instant now();

  /** Every party asked for: their file and open, unparked cases. */
  SortedMap<PartyId, Party> parties();

  /** Letters of this turn that were taken before, by id, with what they were told. */
  Map<UUID, Reply> alreadyTaken();

  /**
   * Letters of this turn that must wait behind a parked one of their case (see {@link Store#open}),
   * by id.
   */
  boolean mustWait(Letter letter);

  /** The leases this turn read under {@code FOR KEY SHARE}: true when this fence still holds. */
  boolean holds(String lease, long fence);

  /**
   * Writes all of it and commits; several letters of one party are folded before they are written.
   */
  void commit(List<Taken> taken);

  /**
   * Stores these letters {@code behind} a parked letter of their case, and commits with the rest.
   */
  void behind(Letter letter);

  @Override
  void close();
}
