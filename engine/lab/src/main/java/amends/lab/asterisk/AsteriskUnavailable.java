package amends.lab.asterisk;

/**
 * No Asterisk can be had on this machine; the message says why, and what a person can do about it.
 */
public final class AsteriskUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AsteriskUnavailable(String why, String whatToDo) {
    super("No Asterisk: " + why + ". What to do: " + whatToDo + ".");
  }

  public AsteriskUnavailable(String why, String whatToDo, Throwable cause) {
    super("No Asterisk: " + why + ". What to do: " + whatToDo + ".", cause);
  }
}
