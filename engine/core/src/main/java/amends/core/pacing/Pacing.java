package amends.core.pacing;

import amends.core.desk.CaseRef;
import amends.core.desk.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
   * own: live callers, place-holders that stand or are on their way, and other ready orders. Who
   * has an agent on the line already is before nobody any more.
   *
   * <p>Agents who get free together are why it looks ahead: the PBX gives each of them to whoever
   * stands next in its queue, at once, and an order that does not stand there yet loses its turn to
   * the live caller behind it. So every member counts of whom nothing says that he stays busy
   * beyond the look-ahead ({@link Member#expectedFree}), at most {@code aheadMax} of them. What is
   * left: talks that end well before the average, more than {@code aheadMin} of them within the
   * second or so that a place-holder needs to come in, while no wrap-up holds their agents back.
   *
   * @param ready orders of this queue in Ready
   * @param reserving orders of this queue in Reserving, whether their place-holder has joined yet
   *     or not
   */
  public List<CaseRef> release(
      QueuePicture picture, List<Candidate> ready, List<Candidate> reserving, Instant clock) {
    List<Candidate> standing = standing(picture, reserving);
    int reach = free(picture, clock) + ahead(picture, clock);
    int room = room(picture, standing);
    List<CaseRef> released = new ArrayList<>();
    for (Candidate candidate : ready.stream().sorted(Candidate.IN_TURN).toList()) {
      // The number of those released grows with the rank, so the first that is out of reach ends
      // it.
      if (released.size() >= room || rank(candidate, picture, ready, standing) > reach) {
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
    List<Candidate> standing = standing(picture, reserving);
    int excess = Math.max(0, standing.size() - picture.membersThatCount());
    return standing.stream()
        .sorted(Candidate.IN_TURN.reversed())
        .limit(excess)
        .map(Candidate::order)
        .toList();
  }

  /**
   * Whose place-holder stands in the queue or is on its way there. An order is in Reserving until
   * its agent has said yes, but while he listens its place-holder is in the queue no more: it is
   * neither before anybody nor to be taken out.
   */
  private static List<Candidate> standing(QueuePicture picture, List<Candidate> reserving) {
    List<PartyId> served =
        picture.members().stream().flatMap(member -> member.serves().stream()).toList();
    return reserving.stream().filter(c -> !served.contains(c.order().party())).toList();
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
    return member.counts()
        && !member.free(clock)
        && !member.expectedFree(averageTalk, clock).isAfter(clock.plus(policy.lookAhead()));
  }

  /**
   * How many more may stand: never more than members, and never in the last places of the queue.
   */
  private int room(QueuePicture picture, List<Candidate> standing) {
    int byMembers = picture.membersThatCount() - standing.size();
    if (picture.maxlen() == 0) {
      return Math.max(0, byMembers);
    }
    long joined = picture.entries().stream().filter(QueuePicture.Entry::ours).count();
    long coming = Math.max(0, standing.size() - joined);
    long byLength = picture.maxlen() - policy.roomLeft() - picture.entries().size() - coming;
    return (int) Math.max(0, Math.min(byMembers, byLength));
  }

  private static int rank(
      Candidate candidate, QueuePicture picture, List<Candidate> ready, List<Candidate> standing) {
    long live =
        picture.entries().stream()
            .filter(e -> !e.ours())
            .flatMap(e -> TurnNumber.read(e.priority(), picture.t0()).stream())
            // Of two who arrived in the same second, who stands in the queue already is served
            // first.
            .filter(turn -> turn.compareTo(candidate.turn()) <= 0)
            .count();
    long ours =
        List.of(ready, standing).stream()
            .flatMap(List::stream)
            .filter(other -> Candidate.IN_TURN.compare(other, candidate) < 0)
            .count();
    return (int) (live + ours) + 1;
  }
}
