package amends.core.order;

import amends.core.telephony.CallNews;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was heard so far of one attempt. News may come in any order, so each is noted where it
 * belongs.
 *
 * @param reservation the place-holder whose agent accepted
 * @param member the agent, as the PBX names him
 * @param attempt derived from the reservation, so that any node answers the same
 * @param acceptedAt when the agent's question was answered
 * @param notAfter the dialplan must not start it later
 * @param doubted nothing was heard in time: evidence is being sought
 * @param startedAt the guard let it through
 * @param disposed the agent's key, where it came before the end of the call
 */
public record Course(
    UUID reservation,
    String member,
    UUID attempt,
    Instant acceptedAt,
    Instant notAfter,
    boolean doubted,
    Optional<Instant> startedAt,
    Optional<Instant> rangAt,
    Optional<Instant> answeredAt,
    Optional<Instant> bridgedAt,
    Optional<CallNews.Disposed> disposed) {
  /** The attempt as it is when the agent has just been told to go. */
  static Course begun(
      UUID reservation, String member, UUID attempt, Instant acceptedAt, Instant notAfter) {
    Optional<Instant> no = Optional.empty();
    return new Course(
        reservation,
        member,
        attempt,
        acceptedAt,
        notAfter,
        false,
        no,
        no,
        no,
        no,
        Optional.empty());
  }

  boolean concerns(UUID reservationOrAttempt) {
    return reservation.equals(reservationOrAttempt) || attempt.equals(reservationOrAttempt);
  }

  Course started(Instant at) {
    return with(doubted, or(startedAt, at), rangAt, answeredAt, bridgedAt, disposed);
  }

  Course rang(Instant at) {
    return with(doubted, or(startedAt, at), or(rangAt, at), answeredAt, bridgedAt, disposed);
  }

  Course answered(Instant at) {
    return with(doubted, or(startedAt, at), rangAt, or(answeredAt, at), bridgedAt, disposed);
  }

  Course bridged(Instant at) {
    return with(
        doubted, or(startedAt, at), rangAt, or(answeredAt, at), or(bridgedAt, at), disposed);
  }

  Course disposed(CallNews.Disposed said) {
    return with(doubted, startedAt, rangAt, answeredAt, bridgedAt, Optional.of(said));
  }

  Course inDoubt() {
    return with(true, startedAt, rangAt, answeredAt, bridgedAt, disposed);
  }

  private Course with(
      boolean doubt,
      Optional<Instant> started,
      Optional<Instant> rang,
      Optional<Instant> answered,
      Optional<Instant> bridged,
      Optional<CallNews.Disposed> said) {
    return new Course(
        reservation,
        member,
        attempt,
        acceptedAt,
        notAfter,
        doubt,
        started,
        rang,
        answered,
        bridged,
        said);
  }

  private static Optional<Instant> or(Optional<Instant> known, Instant at) {
    return known.or(() -> Optional.of(at));
  }
}
