package amends.core.order;

import java.time.Duration;

/**
 * How orders are dialled; the defaults are the one table of the design.
 *
 * @param attemptsMax calls that count, all causes together
 * @param retry how long to wait after each outcome
 * @param passesMax after so many passes a supervisor is asked to look
 * @param ignoredMax so many rings without answer count as a pass
 * @param passDelay how long an order waits after a pass, its place kept
 * @param refusedJoinDelay how long after the queue refused the place-holder
 * @param reserveWithin how long a place-holder may wait to be sent
 * @param notAfter how long after the agent's 1 the dialplan may still start the call; whole seconds
 * @param ring how long the customer's phone rings
 * @param evidenceAfter after notAfter, when a silent attempt is put in doubt and evidence sought
 * @param assumeAfter after notAfter and ring, when an attempt without evidence is assumed placed
 * @param talkMin a shorter bridge does not keep the promise
 * @param talkMax a call without an end after this is shown to a person
 * @param wrapUp how long the agent's word is waited for
 * @param machineKey the agent's key for "that was a machine"
 */
public record OrderPolicy(
    int attemptsMax,
    RetryPolicy retry,
    int passesMax,
    int ignoredMax,
    Duration passDelay,
    Duration refusedJoinDelay,
    Duration reserveWithin,
    Duration notAfter,
    Duration ring,
    Duration evidenceAfter,
    Duration assumeAfter,
    Duration talkMin,
    Duration talkMax,
    Duration wrapUp,
    String machineKey) {
  public static final OrderPolicy DEFAULT =
      new OrderPolicy(
          3,
          RetryPolicy.DEFAULT,
          3,
          2,
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofHours(4),
          Duration.ofMinutes(2),
          "9");

  public OrderPolicy {
    new Problems("the order policy")
        .within("retry.attempts_max", attemptsMax, 1, 20)
        .within("pass.max", passesMax, 1, 20)
        .within("pass.rings_max", ignoredMax, 1, 20)
        .within("pass.delay", passDelay, Duration.ofSeconds(5), Duration.ofHours(1))
        .within(
            "dial.refused_join_delay", refusedJoinDelay, Duration.ofSeconds(5), Duration.ofHours(1))
        .within("dial.reserve_within", reserveWithin, Duration.ofSeconds(1), Duration.ofMinutes(5))
        .within("notafter", notAfter, Duration.ofSeconds(5), Duration.ofMinutes(5))
        .within("dial.ring", ring, Duration.ofSeconds(5), Duration.ofMinutes(2))
        .within("dial.evidence_after", evidenceAfter, Duration.ofSeconds(1), Duration.ofMinutes(1))
        .within("dial.assume_after", assumeAfter, Duration.ofSeconds(10), Duration.ofMinutes(10))
        .within("success.talk_min", talkMin, Duration.ofSeconds(1), Duration.ofMinutes(5))
        .within("success.talk_max", talkMax, Duration.ofMinutes(10), Duration.ofHours(24))
        .within("wrapup.timer", wrapUp, Duration.ofSeconds(5), Duration.ofHours(8))
        .unless(
            notAfter.equals(Duration.ofSeconds(notAfter.toSeconds())),
            "notafter",
            "is spoken in whole seconds")
        .unless(machineKey.matches("[0-9*]"), "wrapup.machine_key", "must be one key")
        .refuse();
  }
}
