package amends.core.telephony;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a PBX told us about one of our own calls, concluded from many events: at most ten a call.
 */
public sealed interface CallNews {
  /** When the PBX saw it. */
  Instant at();

  /** The place-holder stands in the queue. */
  record Stood(UUID reservation, Instant at) implements CallNews {}

  /** An agent answered the place-holder and hears who is to be called. */
  record Offered(UUID reservation, String member, Instant at) implements CallNews {}

  /** The agent let it pass: another key, or no key in time. */
  record Passed(UUID reservation, String member, String key, Instant at) implements CallNews {}

  /** The agent's phone rang for the place-holder and was not answered. */
  record Ignored(UUID reservation, String member, Instant at) implements CallNews {}

  /** After the agent accepted, the dialplan did not dial. why: {@code silent|no|late|lock|dup}. */
  record NotPlaced(UUID reservation, Optional<UUID> attempt, String why, Instant at)
      implements CallNews {}

  /** Evidence that no channel of the reservation is left. */
  record Gone(UUID reservation, Ending how, Instant at) implements CallNews {}

  /** The guard let the attempt through: from here on the customer's phone may ring. */
  record Started(UUID attempt, Instant at) implements CallNews {}

  record Rang(UUID attempt, Instant at) implements CallNews {}

  /** The customer answered; not yet a person, and not yet bridged. */
  record Answered(UUID attempt, Instant at) implements CallNews {}

  record Bridged(UUID attempt, Instant at) implements CallNews {}

  /**
   * The customer's leg has ended: the whole of the attempt, so that nothing is lost with an earlier
   * news.
   *
   * @param cause the Q.850 cause of the customer's leg, 0 where none was told
   * @param tech the technology's own value ({@code 486}), empty where none was told
   * @param bridgedAt the beginning of the longest bridge with an agent
   * @param bridgedSeconds its length, from BridgeEnter to BridgeLeave of the customer's leg, 0 if
   *     never bridged
   */
  record Over(
      UUID attempt,
      Outcome outcome,
      int cause,
      String tech,
      Optional<Instant> rangAt,
      Optional<Instant> answeredAt,
      Optional<Instant> bridgedAt,
      int bridgedSeconds,
      Instant at)
      implements CallNews {}

  /** The agent said how the call went; empty when he left without a word. */
  record Disposed(UUID attempt, String member, Optional<String> key, Instant at)
      implements CallNews {}

  /** How a place-holder's stay in the queue ended. */
  enum Ending {
    /** Taken out by its exit key, as we asked. */
    WITHDRAWN,
    /** The agent let it pass. */
    PASSED,
    /** The queue did not let it in, or threw it out (maxlen, joinempty, leavewhenempty). */
    REFUSED,
    /** It was never made: the PBX refused the Originate. */
    NEVER_STOOD,
    /** The agent accepted, and the call has run its course. */
    SERVED,
    /** It is gone, and nothing told us why (a restart of the PBX, a hang-up by hand). */
    LOST
  }
}
