package amends.server.ami;

import amends.core.desk.PartyId;
import amends.core.pacing.QueuePicture;
import amends.core.pacing.TurnNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One queue as it stands: who waits, and who is there to serve. */
final class LiveQueue {
  private final String name;
  private final int maxlen;
  private final long t0;
  private final Map<String, Long> priorities = new TreeMap<>();
  private final Map<String, LiveMember> members = new TreeMap<>();

  LiveQueue(String name, int maxlen, long t0) {
    this.name = name;
    this.maxlen = maxlen;
    this.t0 = t0;
  }

  /**
   * One who waits.
   *
   * @param priority empty where the PBX does not tell it: then he is believed to be served by
   *     arrival
   */
  void entry(String uniqueId, Optional<Long> priority, Instant joinedAt) {
    priorities.put(uniqueId, priority.orElseGet(() -> guess(joinedAt)));
  }

  /** A newcomer, whose figure is not told yet; that of one who is known already stays. */
  void joined(String uniqueId, Instant at) {
    priorities.putIfAbsent(uniqueId, guess(at));
  }

  /**
   * The figure of a caller of class 0 who came at this instant, as the dialplan computes it: it too
   * does not ask whether the instant is one that can be.
   */
  private long guess(Instant joinedAt) {
    return TurnNumber.SPAN - (joinedAt.getEpochSecond() - t0);
  }

  void left(String uniqueId) {
    if (uniqueId != null) {
      priorities.remove(uniqueId);
    }
  }

  /** What the PBX says of a member now; since when he is busy is remembered. */
  void member(LiveMember told, Instant at) {
    LiveMember before = members.get(told.name());
    members.put(told.name(), before == null ? told : told.after(before, at));
  }

  /** Takes over what was known of these members before the whole was asked for again. */
  void remember(LiveQueue before, Instant at) {
    members.replaceAll(
        (key, told) -> {
          LiveMember known = before.members.get(key);
          return known == null ? told : told.after(known, at);
        });
  }

  void gone(String member) {
    if (member != null) {
      members.remove(member);
    }
  }

  void connected(String member, Optional<PartyId> whose, Instant at) {
    if (member != null) {
      members.computeIfPresent(member, (key, known) -> known.connected(whose, at));
    }
  }

  void completed(String member, Instant at) {
    if (member != null) {
      members.computeIfPresent(member, (key, known) -> known.completed(at));
    }
  }

  QueuePicture picture(String pbx, Duration averageTalk) {
    return new QueuePicture(
        pbx,
        name,
        members.values().stream().map(LiveMember::member).toList(),
        priorities.entrySet().stream()
            .map(
                e ->
                    new QueuePicture.Entry(
                        e.getValue(), ReserveId.ofChannel(e.getKey()).isPresent()))
            .toList(),
        maxlen,
        averageTalk,
        t0);
  }
}
