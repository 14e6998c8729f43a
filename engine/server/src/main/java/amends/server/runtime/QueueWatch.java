package amends.server.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the link to a PBX sees of its queues at this moment; pacing decides from it. Implemented by
 * the AMI link.
 */
@FunctionalInterface
public interface QueueWatch {
  /**
   * The queue as it stands; empty while the link is down or the picture is not whole, and then
   * nothing is released.
   */
  Optional<QueueView> look(String queue);

  /**
   * One queue of one PBX.
   *
   * @param maxlen how many may wait, 0 = no bound
   * @param entries who waits, head first: live callers and our place-holders
   */
  record QueueView(String queue, int maxlen, List<Member> members, List<Entry> entries) {
    public QueueView {
      members = List.copyOf(members);
      entries = List.copyOf(entries);
    }
  }

  /**
   * One agent of the queue.
   *
   * @param name the interface, {@code PJSIP/agent1}: the same in every queue the agent is a member
   *     of
   * @param able logged in, not paused, device neither invalid nor unavailable: only such a member
   *     counts
   * @param free able, and nothing on his phone, and his wrap-up over
   * @param freeAt when he is expected to be free, where that is known (end of wrap-up)
   */
  record Member(String name, boolean able, boolean free, Optional<Instant> freeAt) {}

  /**
   * One who waits.
   *
   * @param uniqueId of the channel that stands in the queue
   * @param priority the PBX's QUEUE_PRIO: class and place in one figure; 0 came past our Gosub
   * @param reservation our reservation's 64 hex digits where it is a place-holder, known by its
   *     Uniqueid
   */
  record Entry(String uniqueId, long priority, Instant joinedAt, Optional<String> reservation) {}
}
