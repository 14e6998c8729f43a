package amends.server.ami;

import amends.server.runtime.QueueWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One queue as it stands: who waits, head first, and who is there to serve. */
final class LiveQueue {
  /**
   * The dialplan's figure for a turn: class · 2·10⁸ + 2·10⁸ − (place − T0), seconds (design,
   * section 5).
   */
  private static final long CLASS_SPAN = 200_000_000L;

  private static final long T0 = 1_767_225_600L;

  private final String name;
  private final int maxlen;
  private final List<QueueWatch.Entry> entries = new ArrayList<>();
  private final Map<String, LiveMember> members = new TreeMap<>();

  LiveQueue(String name, int maxlen) {
    this.name = name;
    this.maxlen = maxlen;
  }

  /** The next one in the line, as the PBX lists it. */
  void entry(String uniqueId, long priority, Instant joinedAt) {
    entries.add(new QueueWatch.Entry(uniqueId, priority, joinedAt, ReserveId.ofChannel(uniqueId)));
  }

  /**
   * A newcomer.
   *
   * @param position 1 = head
   */
  void joined(String uniqueId, int position, Instant at) {
    left(uniqueId);
    int index = Math.max(0, Math.min(position - 1, entries.size()));
    entries.add(
        index, new QueueWatch.Entry(uniqueId, guess(at), at, ReserveId.ofChannel(uniqueId)));
  }

  /** The figure of a caller of class 0 who came at this instant. */
  static long guess(Instant joinedAt) {
    return CLASS_SPAN - (joinedAt.getEpochSecond() - T0);
  }

  void left(String uniqueId) {
    entries.removeIf(entry -> entry.uniqueId().equals(uniqueId));
  }

  void member(LiveMember member) {
    members.put(member.name(), member);
  }

  void gone(String member) {
    if (member != null) {
      members.remove(member);
    }
  }

  void inCall(String member, boolean inCall, Instant at) {
    if (member != null) {
      members.computeIfPresent(member, (key, known) -> known.withCall(inCall, at));
    }
  }

  QueueWatch.QueueView view(Instant now) {
    return new QueueWatch.QueueView(
        name, maxlen, members.values().stream().map(m -> m.view(now)).toList(), entries);
  }
}
