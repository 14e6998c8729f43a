package amends.core.pacing;

import java.time.Duration;
import java.util.List;

/**
 * A queue at one instant.
 *
 * @param entries everybody who waits in it, in any order
 * @param maxlen the queue's limit, 0 for none
 * @param averageTalk how long its calls take, zero where nothing is known
 * @param t0 the PBX's AMENDS_T0, epoch seconds
 */
public record QueuePicture(
    String pbx,
    String queue,
    List<Member> members,
    List<Entry> entries,
    int maxlen,
    Duration averageTalk,
    long t0) {
  public QueuePicture {
    members = List.copyOf(members);
    entries = List.copyOf(entries);
  }

  /**
   * One who waits. ours: a place-holder of an order; its order is known by its reservation, not
   * from here.
   */
  public record Entry(long priority, boolean ours) {}

  /** How many place-holders may stand at most. */
  public int membersThatCount() {
    return (int) members.stream().filter(Member::counts).count();
  }
}
