package amends.server.ami;

/** The PBX's plain no to an action. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  Refused(String action, String message) {
    super("the PBX refused " + action + ": " + message);
    this.message = String.valueOf(message);
  }

  /** The PBX's own words. */
  String message() {
    return message;
  }
}
