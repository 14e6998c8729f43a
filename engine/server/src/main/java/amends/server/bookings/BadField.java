package amends.server.bookings;

/**
 * A field that is missing or not as it must be; the message names the field and what was wanted,
 * never the value.
 */
public final class BadField extends Exception {
  private static final long serialVersionUID = 1L;

  public BadField(String field, String wrong) {
    super("field '" + field + "' " + wrong);
  }
}
