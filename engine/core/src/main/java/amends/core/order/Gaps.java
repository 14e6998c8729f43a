package amends.core.order;

import amends.core.telephony.Outcome;
import java.time.Duration;
import java.time.Instant;

/** The retry table: whether a call counts, and when the next one may be. */
final class Gaps {
  private Gaps() {}

  /** Calls the customer had no part in do not use up the budget. */
  static boolean counts(Outcome outcome) {
    return switch (outcome) {
      case CONNECTED,
          LATER,
          NO_LONGER_NEEDED,
          ANSWERED_NOT_BRIDGED,
          NO_ANSWER,
          BUSY,
          DECLINED,
          WRONG_NUMBER,
          UNKNOWN ->
          true;
      case CONGESTION, TRUNK_FAULT, AGENT_GONE -> false;
    };
  }

  /**
   * @param attempts those that count, this one included
   * @param over the end of the call
   */
  static Instant next(
      RetryPolicy retry, Promise promise, Outcome outcome, int attempts, Instant over) {
    return switch (outcome) {
      case CONNECTED -> over.plus(retry.cutShort());
      case LATER -> withinWindow(retry, promise, over, retry.laterMin(), retry.later());
      case ANSWERED_NOT_BRIDGED, NO_ANSWER, UNKNOWN ->
          withinWindow(
              retry,
              promise,
              over,
              retry.noAnswerFirst(),
              attempts <= 1 ? retry.noAnswerFirst() : retry.noAnswerNext());
      case BUSY -> over.plus(retry.busy());
      case DECLINED -> over.plus(retry.declined());
      case CONGESTION, TRUNK_FAULT -> over.plus(retry.trouble());
      case AGENT_GONE -> over.plus(retry.agentGone());
      // Neither is followed by a call: the first is closed, the second waits for a person.
      case NO_LONGER_NEEDED, WRONG_NUMBER -> over;
    };
  }

  /**
   * The gap, but at the latest at the policy's share of the window, but never less than the least
   * gap.
   */
  private static Instant withinWindow(
      RetryPolicy retry, Promise promise, Instant over, Duration least, Duration gap) {
    Duration window = Duration.between(promise.acceptedAt(), promise.due());
    Instant latest =
        promise.acceptedAt().plus(window.multipliedBy(retry.latestShare()).dividedBy(100));
    Instant wanted = over.plus(gap);
    Instant soonest = over.plus(least);
    Instant clipped = wanted.isAfter(latest) ? latest : wanted;
    return clipped.isBefore(soonest) ? soonest : clipped;
  }

  /** The word boards show for a wait after this outcome. */
  static String rule(Outcome outcome) {
    return switch (outcome) {
      case CONNECTED -> "cut-short";
      case LATER -> "customer-later";
      case NO_LONGER_NEEDED -> "no-longer-needed";
      case ANSWERED_NOT_BRIDGED -> "answered-not-bridged";
      case AGENT_GONE -> "agent-gone";
      case NO_ANSWER -> "no-answer";
      case BUSY -> "busy";
      case DECLINED -> "declined";
      case WRONG_NUMBER -> "wrong-number";
      case CONGESTION -> "congestion";
      case TRUNK_FAULT -> "trunk-fault";
      case UNKNOWN -> "assumed-placed";
    };
  }
}
