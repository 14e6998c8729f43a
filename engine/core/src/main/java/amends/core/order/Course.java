package amends.core.order;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was heard so far of one attempt. News may come in any order, so each is noted where it belongs.
 *
 * @param reservation the place-holder whose agent accepted
 * @param member the agent, as the PBX names him
 * @param attempt derived from the reservation, so that any node answers the same
 * @param acceptedAt when the agent's question was answered
 * @param notAfter the dialplan must not start it later
 * @param doubted nothing was heard in time: evidence is being sought
 * @param startedAt the guard let it through
 * @param disposition the agent's key, where it came before the end of the call
 */
public record Course(
    UUID reservation,
    String member,
    UUID attempt,
    Instant acceptedAt,
    Instant notAfter,
    boolean doubted,
    Optional<Instant> startedAt,
    Optional<Instant> bridgedAt,
    Optional<String> disposition) {
  /** The attempt as it is when the agent has just been told to go. */
  static Course begun(UUID reservation, String member, UUID attempt, Instant acceptedAt, Instant notAfter) {
    return new Course(
        reservation,
        member,
        attempt,
        acceptedAt,
        notAfter,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Course started(Instant at) {
    return new Course(
        reservation, member, attempt, acceptedAt, notAfter, doubted, Optional.of(at), bridgedAt, disposition);
  }

  Course bridged(Instant at) {
    return new Course(
        reservation, member, attempt, acceptedAt, notAfter, doubted, startedAt, Optional.of(at), disposition);
  }

  Course disposed(String key) {
    return new Course(
        reservation, member, attempt, acceptedAt, notAfter, doubted, startedAt, bridgedAt, Optional.of(key));
  }

  Course inDoubt() {
    return new Course(
        reservation, member, attempt, acceptedAt, notAfter, true, startedAt, bridgedAt, disposition);
  }
}
