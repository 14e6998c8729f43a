package amends.lab.phones;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How one caller's call went, as the caller noticed it.
 *
 * @param account the call's account code in Asterisk's CEL
 * @param noticed every cue that came
 * @param pressed the keys, in order, with repetitions
 */
public record CallerEnd(
    CallerPlan plan,
    String account,
    Instant started,
    Instant ended,
    Set<Cue> noticed,
    List<String> pressed) {
  public CallerEnd {
    noticed = Set.copyOf(noticed);
    pressed = List.copyOf(pressed);
  }

  /** Whether the line said that the callback is promised. */
  public boolean wasPromised() {
    return noticed.contains(Cue.PROMISED);
  }

  /** Whether an agent talked to this caller in this call. */
  public boolean wasServed() {
    return noticed.contains(Cue.SERVED);
  }
}
