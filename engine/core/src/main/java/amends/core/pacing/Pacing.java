package amends.core.pacing;

import amends.core.desk.CaseRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which ready orders get a place-holder in their queue now, and which must take theirs out again.
 */
public final class Pacing {
  private final PacingPolicy policy;

  public Pacing(PacingPolicy policy) {
    this.policy = policy;
  }

  /**
   * The orders to release, in turn order. An order's rank counts everybody whose turn is before its
   * own: live callers, place-holders that stand or are on their way, and other ready orders.
   *
   * @param ready orders of this queue in Ready
   * @param reserving orders of this queue in Reserving, whether their place-holder has joined yet
   *     or not
   */
  public List<CaseRef> release(
      QueuePicture picture, List<Candidate> ready, List<Candidate> reserving, Instant clock) {
    int reach = free(picture, clock) + ahead(picture, clock);
    int room = room(picture, reserving);
    List<CaseRef> released = new ArrayList<>();
    for (Candidate candidate : ready.stream().sorted(Candidate.IN_TURN).toList()) {
      // The number of those released grows with the rank, so the first that is out of reach ends
      // it.
      if (released.size() >= room || rank(candidate, picture, ready, reserving) > reach) {
        break;
      }
      released.add(candidate.order());
    }
    return List.copyOf(released);
  }

  /**
   * The orders whose place-holder must leave since there are fewer members than place-holders: the
   * last turn first.
   */
  public List<CaseRef> recall(QueuePicture picture, List<Candidate> reserving) {
    int excess = Math.max(0, reserving.size() - picture.membersThatCount());
    return reserving.stream()
        .sorted(Candidate.IN_TURN.reversed())
        .limit(excess)
        .map(Candidate::order)
        .toList();
  }

  private static int free(QueuePicture picture, Instant clock) {
    return (int) picture.members().stream().filter(m -> m.free(clock)).count();
  }

  /** Members expected free soon, within the policy's bounds. */
  private int ahead(QueuePicture picture, Instant clock) {
    long soon =
        picture.members().stream().filter(m -> soonFree(m, picture.averageTalk(), clock)).count();
    return Math.clamp(soon, policy.aheadMin(), policy.aheadMax());
  }

  private boolean soonFree(Member member, Duration averageTalk, Instant clock) {
    if (!member.counts() || member.free(clock)) {
      return false;
    }
    Optional<Instant> endOfTalk =
        averageTalk.isZero()
            ? Optional.empty()
            : member.busySince().map(since -> since.plus(averageTalk));
    Instant until = clock.plus(policy.lookAhead());
    // A talk that is long over its average says nothing about the next seconds.
    boolean talkEnds =
        endOfTalk
            .filter(end -> !end.isAfter(until) && !end.isBefore(clock.minus(policy.lookAhead())))
            .isPresent();
    boolean wrapUpEnds =
        member.busySince().isEmpty()
            && member.wrapUpUntil().filter(end -> !end.isAfter(until)).isPresent();
    return talkEnds || wrapUpEnds;
  }

  /**
   * How many more may stand: never more than members, and never in the last places of the queue.
   */
  private int room(QueuePicture picture, List<Candidate> reserving) {
    int byMembers = picture.membersThatCount() - reserving.size();
    if (picture.maxlen() == 0) {
      return Math.max(0, byMembers);
    }
    long joined = picture.entries().stream().filter(QueuePicture.Entry::ours).count();
    long coming = Math.max(0, reserving.size() - joined);
    long byLength = picture.maxlen() - policy.roomLeft() - picture.entries().size() - coming;
    return (int) Math.max(0, Math.min(byMembers, byLength));
  }

  private static int rank(
      Candidate candidate, QueuePicture picture, List<Candidate> ready, List<Candidate> reserving) {
    long live =
        picture.entries().stream()
            .filter(e -> !e.ours())
            .flatMap(e -> TurnNumber.read(e.priority(), picture.t0()).stream())
            // Of two who arrived in the same second, who stands in the queue already is served
            // first.
            .filter(turn -> turn.compareTo(candidate.turn()) <= 0)
            .count();
    long ours =
        List.of(ready, reserving).stream()
            .flatMap(List::stream)
            .filter(other -> Candidate.IN_TURN.compare(other, candidate) < 0)
            .count();
    return (int) (live + ours) + 1;
  }
}
