package amends.lab.phones;

import java.time.Duration;
import java.util.List;

/**
 * One caller of the lab.
 *
 * @param number shown as caller id
 * @param queue the queue asked for
 * @param priorityClass 0 to 9; 0 for everybody
 * @param arrives after the start of the play
 * @param steps in order; after the last the caller stays until the line is dead
 */
public record CallerPlan(
    String number, String queue, int priorityClass, Duration arrives, List<Step> steps) {
  public CallerPlan {
    Plans.number(number);
    steps = List.copyOf(steps);
    if (priorityClass < 0 || priorityClass > 9) {
      throw new IllegalArgumentException(
          "class " + priorityClass + " of caller " + number + ": 0 to 9");
    }
  }

  /** Waits a little, presses #, confirms the number by 1, and is hung up on with a promise. */
  public static CallerPlan books(String number, String queue, Duration arrives, Duration patience) {
    return new CallerPlan(
        number,
        queue,
        0,
        arrives,
        List.of(
            new Step.Press("#", Cue.QUEUED, patience, Duration.ofSeconds(5), Cue.MOVED_ON),
            new Step.Press(
                "1", Cue.ASKED, Duration.ofMillis(1500), Duration.ofSeconds(3), Cue.SENT)));
  }

  /** Waits until an agent comes, talks for so long, hangs up. */
  public static CallerPlan stays(String number, String queue, Duration arrives, Duration talk) {
    return new CallerPlan(number, queue, 0, arrives, List.of(new Step.HangUp(Cue.SERVED, talk)));
  }

  /** Hangs up after waiting so long in the queue. */
  public static CallerPlan givesUp(
      String number, String queue, Duration arrives, Duration patience) {
    return new CallerPlan(
        number, queue, 0, arrives, List.of(new Step.HangUp(Cue.QUEUED, patience)));
  }

  public CallerPlan inClass(int thisClass) {
    return new CallerPlan(number, queue, thisClass, arrives, steps);
  }
}
