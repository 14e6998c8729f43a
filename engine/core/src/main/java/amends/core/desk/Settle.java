package amends.core.desk;

import java.util.UUID;

/**
 * What became of a command, and how we know: {@code waiting · sent · unknown → done · late ·
 * withdrawn}.
 */
public record Settle(UUID command, State state, String evidence) {
  /** The lifecycle of a command. */
  public enum State {
    /** Stored; no byte has left. */
    WAITING,
    /** A gateway took it, before a byte left. */
    SENT,
    /** Sent, and only evidence can tell what became of it. */
    UNKNOWN,
    /** It happened, or provably ended. */
    DONE,
    /** Its time passed before it was sent. */
    LATE,
    /** Taken back before it was sent. */
    WITHDRAWN
  }
}
