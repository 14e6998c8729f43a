package amends.lab.phones;

import java.time.Duration;

/**
 * What an agent does when the telephone rings.
 *
 * @param answers false: lets it ring
 * @param ringing before answering
 * @param acceptKey pressed when a callback is offered: 1 accepts, another passes, empty does
 *     nothing
 * @param acceptAfter from answering to that key
 * @param talk with a caller from the queue, then hangs up (the caller may hang up first)
 * @param dispositionKey pressed when asked how the callback went; empty for none
 * @param dispositionAfter from the customer's hanging up to that key
 */
public record AgentPlan(
    boolean answers,
    Duration ringing,
    String acceptKey,
    Duration acceptAfter,
    Duration talk,
    String dispositionKey,
    Duration dispositionAfter) {
  public AgentPlan {
    Plans.key(acceptKey);
    Plans.key(dispositionKey);
  }

  /**
   * Answers after a second, accepts callbacks, says "spoke" (key 1) after them; talks so long with
   * callers.
   */
  public static AgentPlan diligent(Duration talk) {
    return new AgentPlan(
        true, Duration.ofSeconds(1), "1", Duration.ofSeconds(2), talk, "1", Duration.ofSeconds(2));
  }

  /** Passes callbacks on by another key. */
  public AgentPlan passingBy(String key) {
    return new AgentPlan(
        answers, ringing, key, acceptAfter, talk, dispositionKey, dispositionAfter);
  }

  /** Gives this disposition, or none. */
  public AgentPlan closingWith(String key) {
    return new AgentPlan(answers, ringing, acceptKey, acceptAfter, talk, key, dispositionAfter);
  }

  /** Lets the telephone ring. */
  public static AgentPlan away() {
    return new AgentPlan(false, Duration.ZERO, "", Duration.ZERO, Duration.ZERO, "", Duration.ZERO);
  }

  /** As the dialplan reads it. */
  String text() {
    return Plans.fields(
        answers ? "answer" : "away",
        ringing,
        Plans.key(acceptKey),
        acceptAfter,
        talk,
        Plans.key(dispositionKey),
        dispositionAfter);
  }
}
