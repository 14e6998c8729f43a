package amends.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as the configuration writes them: a whole number with its unit, {@code 30 s}, {@code 10
 * min}, {@code 24 h}.
 */
final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9}) ?(ms|s|min|h|d)");
  private static final Pattern ISO = Pattern.compile("PT?[0-9][0-9HMS.]*");

  private Durations() {}

  static Optional<Duration> of(String text) {
    Matcher match = WRITTEN.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long n = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(n);
          case "s" -> Duration.ofSeconds(n);
          case "min" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        });
  }

  static String text(Duration duration) {
    if (duration.toMillis() % 1_000 != 0) {
      return duration.toMillis() + " ms";
    }
    long seconds = duration.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + " s";
    }
    return seconds % 3_600 == 0 ? seconds / 3_600 + " h" : seconds / 60 + " min";
  }

  /** The same sentence with every time of it as the file writes times. */
  static String readable(String sentence) {
    return ISO.matcher(sentence).replaceAll(match -> text(Duration.parse(match.group())));
  }
}
