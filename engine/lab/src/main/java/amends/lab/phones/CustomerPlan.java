package amends.lab.phones;

import java.time.Duration;

/** What a customer does when the telephone rings. */
public sealed interface CustomerPlan {
  /**
   * Answers after some ringing, presses a key (or none) when asked, stays on the line for so long,
   * hangs up.
   */
  record Answers(Duration ringing, String key, Duration keyAfter, Duration stays)
      implements CustomerPlan {
    public Answers {
      Plans.key(key);
    }
  }

  /** The line is engaged. */
  record Busy() implements CustomerPlan {}

  /** The network has no way through. */
  record Congested() implements CustomerPlan {}

  /** Nobody comes to the telephone. */
  record RingsOut() implements CustomerPlan {}

  /** The network or the person refuses with an ISDN cause, e.g. 1 for a number nobody has. */
  record Refused(int cause) implements CustomerPlan {}

  /** Answers after a second, presses 1 and talks. */
  static CustomerPlan answersAndTalks(Duration talk) {
    return new Answers(Duration.ofSeconds(1), "1", Duration.ofSeconds(2), talk);
  }

  /** Answers and says nothing: hands-free, a machine, a child. */
  static CustomerPlan answersAndStaysSilent(Duration stays) {
    return new Answers(Duration.ofSeconds(1), "", Duration.ZERO, stays);
  }

  /** As the dialplan reads it. */
  default String text() {
    return switch (this) {
      case Answers a ->
          Plans.fields("answer", a.ringing(), Plans.key(a.key()), a.keyAfter(), a.stays());
      case Busy b -> "busy";
      case Congested c -> "congestion";
      case RingsOut r -> "ringout";
      case Refused refused -> Plans.fields("refuse", refused.cause());
    };
  }
}
