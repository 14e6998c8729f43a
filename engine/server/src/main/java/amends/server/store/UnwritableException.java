package amends.server.store;

/**
 * A value that cannot be kept as a body: the fault of the letter that brought it, so that letter is
 * parked.
 */
public final class UnwritableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnwritableException(String message, Throwable cause) {
    super(message, cause);
  }
}
