package amends.core.order;

import java.time.Duration;

/**
 * How long to wait after each way an attempt can end.
 *
 * @param noAnswerFirst after the first call that was not answered
 * @param noAnswerNext after every further one: the other half of a permitted day
 * @param latestShare a gap after no answer ends at the latest at this share of the window, in
 *     percent
 * @param machine after the agent said that a machine had answered
 * @param trouble after congestion or our trunk's fault; such calls do not count
 * @param troubleMaxPerHour more of those in one hour call for a person
 * @param cutShort after a bridge that was too short to keep the promise
 * @param agentGone after the customer answered and the agent had left; such calls do not count
 * @param later what the customer's key 2 asks for
 * @param laterMin what is left of it where the window is about to end
 */
public record RetryPolicy(
    Duration noAnswerFirst,
    Duration noAnswerNext,
    int latestShare,
    Duration busy,
    Duration machine,
    Duration declined,
    Duration trouble,
    int troubleMaxPerHour,
    Duration cutShort,
    Duration agentGone,
    Duration later,
    Duration laterMin) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofMinutes(10),
          Duration.ofMinutes(390),
          80,
          Duration.ofMinutes(5),
          Duration.ofMinutes(60),
          Duration.ofMinutes(60),
          Duration.ofMinutes(1),
          5,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(30),
          Duration.ofMinutes(10));

  public RetryPolicy {
    Duration least = Duration.ofSeconds(10);
    Duration most = Duration.ofHours(24);
    new Problems("the retry policy")
        .within("retry.no_answer_first", noAnswerFirst, least, most)
        .within("retry.no_answer_next", noAnswerNext, noAnswerFirst, most)
        .within("retry.latest_share", latestShare, 1, 100)
        .within("retry.busy", busy, least, most)
        .within("retry.machine", machine, least, most)
        .within("retry.declined", declined, least, most)
        .within("retry.trouble", trouble, least, most)
        .within("retry.trouble_max_per_hour", troubleMaxPerHour, 1, 60)
        .within("retry.cut_short", cutShort, least, most)
        .within("retry.agent_gone", agentGone, least, most)
        .within("retry.later_min", laterMin, Duration.ofMinutes(10), Duration.ofMinutes(90))
        .within("retry.later", later, laterMin, Duration.ofMinutes(90))
        .refuse();
  }
}
