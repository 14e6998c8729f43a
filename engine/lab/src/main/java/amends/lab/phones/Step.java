package amends.lab.phones;

import java.time.Duration;

/** One thing a caller does, when a cue has come and a little time has passed. */
public sealed interface Step {
  /** Waited for first, unless it has come since the last step. */
  Cue cue();

  /** From the cue to the act. */
  Duration after();

  /**
   * Presses a key; again every {@code every} until {@code until} comes, as people do who are not
   * heard.
   */
  record Press(String key, Cue cue, Duration after, Duration every, Cue until) implements Step {
    public Press {
      Plans.key(key);
    }
  }

  /** Hangs up. */
  record HangUp(Cue cue, Duration after) implements Step {}
}
