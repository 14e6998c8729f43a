package amends.core.order;

import amends.core.desk.Fact;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What became true of an order. */
public sealed interface OrderFact extends Fact {
  /**
   * The promise was made. request: the source's own name of what was asked, {@code <pbx>/<key>}.
   */
  record Accepted(Promise promise, String request, Instant at) implements OrderFact {}

  /** A place-holder was sent to its queue. */
  record Reserved(UUID reservation, Instant at) implements OrderFact {}

  /** The place-holder's channel is gone without a call. */
  record ReservationEnded(UUID reservation, CallNews.Ending how, Instant at) implements OrderFact {}

  /** An agent let it pass; member empty where the PBX did not say who. */
  record AgentPassed(UUID reservation, String member, Instant at) implements OrderFact {}

  /** An agent's phone rang out for it. */
  record AgentIgnored(UUID reservation, String member, Instant at) implements OrderFact {}

  /**
   * The dialplan was told the number: from here on the call counts as placed until proved
   * otherwise.
   */
  record AttemptPlaced(UUID attempt, String member, String purpose, Instant at)
      implements OrderFact {}

  /** Proved: the customer's phone cannot have rung by this attempt. */
  record AttemptUnplaced(UUID attempt, String why, Instant at) implements OrderFact {}

  record CustomerRang(UUID attempt, Instant at) implements OrderFact {}

  /** The customer's side answered; apart from kept, since the source counts people reached. */
  record Reached(UUID attempt, Instant at) implements OrderFact {}

  record Bridged(UUID attempt, Instant at) implements OrderFact {}

  /**
   * The attempt has ended.
   *
   * @param counted whether it used up one of the retry budget
   */
  record AttemptEnded(
      UUID attempt, Outcome outcome, boolean counted, int bridgedSeconds, Instant at)
      implements OrderFact {}

  /** The agent's word on the call; key as pressed. */
  record Disposed(UUID attempt, String member, String key, Instant at) implements OrderFact {}

  /** The due instant passed unkept; at is the due instant, whenever it was noticed. */
  record DueMissed(Instant at) implements OrderFact {}

  /** A supervisor should look; the order stays open. */
  record NeedsPerson(String why, Instant at) implements OrderFact {}

  /** The promise has ended. */
  record Closed(Verdict verdict, String by, Optional<String> disposition, Instant at)
      implements OrderFact {}
}
