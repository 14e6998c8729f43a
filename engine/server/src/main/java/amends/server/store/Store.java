package amends.server.store;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Everything that is kept: the one room that speaks SQL. All methods block and belong on plain
 * virtual threads.
 */
public interface Store {
  /**
   * BEGIN, missing parties first, lock all parties of these letters in key order; then, as a second
   * statement, read.
   *
   * @param addresses sealed numbers of parties that may be new
   */
  Turn open(List<Letter> letters, SortedMap<PartyId, Sealed> addresses);

  /**
   * The same for parties whose wake-up is due, picked with SKIP LOCKED; the turn's parties are
   * those found.
   */
  Turn openDue(int partiesMax);

  /**
   * Parks a letter that no turn could be made of, with its trouble, and its case; committed on its
   * own.
   */
  void park(Letter letter, SortedMap<PartyId, Sealed> addresses, Throwable trouble);

  Optional<Lease> acquire(String name, UUID node, Duration term);

  boolean renew(Lease lease, Duration term);

  /** Gives the lease up at an orderly stop, so that another node need not wait for its end. */
  void release(Lease lease);

  /**
   * Waiting commands of the lease's gateway become sent, committed before a byte leaves; empty when
   * the fence is old.
   */
  List<Command> claim(Lease lease, int commandsMax, Duration margin);

  /**
   * Waiting commands of this gateway whose time is over become late, and in the same transaction a
   * letter ({@code Unsent}) is stored for each that has a case, so that a crash cannot keep it from
   * its case; {@link #stored} hands them out.
   *
   * @return how many became late; 0 when the fence is old
   */
  int expire(Lease lease, int commandsMax);

  /**
   * Commands of this gateway that were sent and not settled: what evidence is sought for; empty
   * when the fence is old.
   */
  List<Command> open(Lease lease);

  /**
   * A command without a case's answer (AckNote, Withdraw) is done.
   *
   * @return false when the fence is old or the command is settled already: nothing is written
   */
  boolean done(Lease lease, Command command, String evidence);

  /**
   * Letters stored for parties outside the turn that wrote them, due now, oldest first. Offered
   * like any other letter; the turn that takes (or parks) one deletes it, so that one offered
   * twice, or by two nodes, is taken once.
   */
  List<Letter> stored(int lettersMax);

  /** Orders of this PBX's queue in Ready or Reserving, in turn order. */
  List<OrderInTurn> inTurn(String pbx, String queue);

  /** The number of a party, for the one answer that needs it; empty when erased or unknown. */
  Optional<Sealed> address(PartyId party);

  /** What pacing asks of an order. */
  record OrderInTurn(
      CaseRef order, String stage, int turnClass, Instant place, Optional<Instant> readyAt) {}
}
