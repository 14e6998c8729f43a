package amends.core.order;

import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Hearing;
import amends.core.desk.Ids;
import amends.core.desk.Settle;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** The attempt: begun by the agent's 1, placed at most once, unplaced only on proof. */
final class Attempts {
  private static final int DERIVED = 0x474f;

  private final OrderPolicy policy;

  Attempts(OrderPolicy policy) {
    this.policy = policy;
  }

  /**
   * The agent has accepted: the reservation is done, the attempt committed, and the answer is its
   * sending.
   */
  Decision<Order> go(Order.Reserving o, OrderSignal.AgentAccepted asked, Hearing in) {
    Instant now = in.clock();
    Instant notAfter = now.plus(policy.notAfter()).truncatedTo(ChronoUnit.SECONDS);
    Course course =
        Course.begun(o.reservation(), asked.member(), attemptOf(o.reservation()), now, notAfter);
    return Draft.of(in)
        .settle(o.reservation(), Settle.State.DONE, "accepted by " + asked.member())
        .fact(
            new OrderFact.AttemptPlaced(
                course.attempt(), asked.member(), o.promise().purpose(), now))
        .command(
            new Command.PlaceCall(course.attempt(), o.ref(), o.promise().pbx(), true, notAfter))
        .answer(words(o, course))
        .to(
            new Order.Dialling(
                o.ref(), o.promise(), o.history(), course, notAfter.plus(policy.evidenceAfter())));
  }

  /**
   * The same question from the other node, or asked again: the same attempt, as long as it may
   * still be started.
   */
  Decision<Order> goAgain(Order.Dialling o, OrderSignal.AgentAccepted asked, Hearing in) {
    boolean same = o.course().reservation().equals(asked.reservation());
    boolean open = o.course().startedAt().isEmpty() && !in.clock().isAfter(o.course().notAfter());
    return same && open
        ? new Decision.LetPass<>("asked again: the same attempt", Optional.of(words(o, o.course())))
        : no("stale", "this reservation has had its answer");
  }

  static Decision<Order> no(String word, String why) {
    return new Decision.LetPass<>(why, Optional.of("NO " + word));
  }

  Order.Dialling dialling(Order.Dialling o, Course course) {
    Instant lookAt = course.startedAt().isPresent() ? assumeAt(course) : o.lookAt();
    return new Order.Dialling(o.ref(), o.promise(), o.history(), course, lookAt);
  }

  /** From the bridge on the due instant is kept, unless the talk proves too short. */
  Order.Talking talking(Order.Dialling o, Course course, Instant bridgedAt) {
    return new Order.Talking(
        o.ref(),
        o.promise(),
        o.history(),
        course,
        bridgedAt,
        Optional.of(bridgedAt.plus(policy.talkMax())));
  }

  /** Nothing was heard in time: only evidence can tell now, and it is sought. */
  Decision<Order> doubt(Order.Dialling o, Hearing in) {
    return Draft.of(in)
        .settle(o.course().attempt(), Settle.State.UNKNOWN, "neither mark nor channel was heard of")
        .to(
            new Order.Dialling(
                o.ref(), o.promise(), o.history(), o.course().inDoubt(), assumeAt(o.course())));
  }

  /**
   * Proved: their phone cannot have rung by it. Not counted, its touch taken back, and its turn
   * comes at once.
   */
  Decision<Order> unplaced(Order.Dialling o, String why, Instant at, Hearing in) {
    Draft draft =
        Draft.of(in)
            .settle(o.course().attempt(), Settle.State.DONE, "not placed: " + why)
            .fact(new OrderFact.AttemptUnplaced(o.course().attempt(), why, at));
    History history = o.history().withUncounted(at);
    if (history.uncounted().size() <= policy.retry().troubleMaxPerHour()) {
      return draft.to(new Order.Ready(o.ref(), o.promise(), history, in.clock()));
    }
    return Trouble.pause(
        o.with(history), "unplaced", "calls that were never placed", in.clock(), draft);
  }

  private Instant assumeAt(Course course) {
    return course.notAfter().plus(policy.ring()).plus(policy.assumeAfter());
  }

  /**
   * {@code GO <64 hex> {number} <shown or -> <notafter>}; the door puts the number in after COMMIT.
   */
  private static String words(Order o, Course course) {
    String shown = o.promise().shown().isEmpty() ? "-" : o.promise().shown();
    return "GO "
        + Ids.hex(o.ref().party().hmac())
        + Ids.hex(course.attempt())
        + " {number} "
        + shown
        + " "
        + course.notAfter().getEpochSecond();
  }

  /** From the reservation alone, so that two nodes asked at once name one attempt. */
  static UUID attemptOf(UUID reservation) {
    ByteBuffer bytes =
        ByteBuffer.allocate(20)
            .putLong(reservation.getMostSignificantBits())
            .putLong(reservation.getLeastSignificantBits())
            .putInt(DERIVED);
    return UUID.nameUUIDFromBytes(bytes.array());
  }
}
