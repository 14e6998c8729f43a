package amends.lab.phones;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How a plan is written into one global of the dialplan. */
final class Plans {
  private Plans() {}

  static String fields(Object... values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(text.isEmpty() ? "" : "|")
          .append(value instanceof Duration d ? seconds(d) : value);
    }
    return text.toString();
  }

  /** One plan a ring; the last one repeats. */
  static String inTurn(List<String> plans) {
    if (plans.isEmpty()) {
      throw new IllegalArgumentException("a person needs at least one plan");
    }
    return String.join("&", plans);
  }

  static String key(String key) {
    if (!key.matches("[0-9*#A-D]?")) {
      throw new IllegalArgumentException(
          "\"" + key + "\" is no key: one of 0-9 * # A-D, or empty for none");
    }
    return key.isEmpty() ? "-" : key;
  }

  static String number(String digits) {
    if (!digits.matches("[0-9]{1,20}")) {
      throw new IllegalArgumentException(
          "\"" + digits + "\" is no number of the lab: 1 to 20 digits");
    }
    return digits;
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
