package amends.server.numbers;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as a PBX gives it: 3 to 15 digits. Two spellings of the same digits are the
 * same number.
 *
 * <p>Its text form is masked, so that it can stand in a log; the digits leave only by {@link
 * #digits()}.
 */
public record PhoneNumber(String digits) {
  private static final Pattern GIVEN = Pattern.compile("\\+?([0-9]{3,15})");
  private static final String SCHEME = "tel:";
  private static final int SHOWN_LAST = 4;

  public PhoneNumber {
    if (!digits.matches("[0-9]{3,15}")) {
      throw new IllegalArgumentException(
          "a number is 3 to 15 digits, this has " + digits.length() + " characters");
    }
  }

  /** The number as given, with or without a leading {@code +}; empty when it is none. */
  public static Optional<PhoneNumber> of(String given) {
    var match = GIVEN.matcher(given);
    return match.matches() ? Optional.of(new PhoneNumber(match.group(1))) : Optional.empty();
  }

  /**
   * Reads what {@link #address} wrote.
   *
   * @throws IllegalArgumentException when it is not the address of a number
   */
  public static PhoneNumber ofAddress(String address) {
    if (!address.startsWith(SCHEME)) {
      throw new IllegalArgumentException("not the address of a telephone number");
    }
    return new PhoneNumber(address.substring(SCHEME.length()));
  }

  /** The one form from which the person's id is made: {@code tel:} and the digits. */
  public String address() {
    return SCHEME + digits;
  }

  /**
   * What an agent's phone may show of it: {@code ***3000}, and of a short number less, never more
   * than half.
   */
  public String masked() {
    int shown = Math.min(SHOWN_LAST, digits.length() / 2);
    return "***" + digits.substring(digits.length() - shown);
  }

  @Override
  public String toString() {
    return masked();
  }
}
