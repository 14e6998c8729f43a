package amends.app.demo;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds what could make a demo touch the real world: an environment set up for a carrier, a PBX or
 * a database.
 */
final class RealCredentials {
  private static final Pattern NAMES =
      Pattern.compile(
          "TWILIO_.*(SID|TOKEN|KEY|SECRET).*|AMENDS_.*(SECRET|PASSWORD|TOKEN|DATABASE_URL)|PGPASSWORD|PGPASSFILE");

  private RealCredentials() {}

  /** The names, sorted, never the values. */
  static List<String> in(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(one -> NAMES.matcher(one.getKey()).matches() && !one.getValue().isBlank())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
