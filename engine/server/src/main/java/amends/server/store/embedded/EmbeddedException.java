package amends.server.store.embedded;

/** The embedded PostgreSQL cannot be had; the message says what is wrong, where, and what to do. */
public final class EmbeddedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedException(String message) {
    super(message);
  }

  EmbeddedException(String message, Throwable cause) {
    super(message, cause);
  }
}
