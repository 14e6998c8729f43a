package amends.server.config;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Secrets stand in the file or in the environment, and the environment wins:
 *
 * <pre>
 *   AMENDS_DOOR_SECRET                 AMENDS_DATABASE_PASSWORD
 *   AMENDS_PBX_&lt;ID&gt;_READER_SECRET      AMENDS_PBX_&lt;ID&gt;_WRITER_SECRET      (ID in capitals, '-' as '_')
 * </pre>
 */
final class SecretSource {
  private static final String EXAMPLE = "CHANGE-ME";

  private final TreeSet<String> asked = new TreeSet<>();
  private final Faults faults;
  private final Map<String, String> environment;

  SecretSource(Faults faults, Map<String, String> environment) {
    this.faults = faults;
    this.environment = environment;
  }

  /**
   * The secret at this key, or of this variable.
   *
   * @param optional it may be left out where nothing needs it
   */
  Secret of(
      Section part, String key, String variable, Pattern grammar, String wanted, boolean optional) {
    asked.add(variable);
    String given = environment.get(variable);
    if (given != null) {
      part.mayBeEmpty(key);
      if (!grammar.matcher(given).matches()) {
        faults.at("", variable + " in the environment does not fit; wanted: " + wanted);
      }
      return new Secret(given);
    }
    String value =
        optional
            ? part.mayBeEmpty(key)
            : part.text(key, grammar, wanted + " (or " + variable + " in the environment)");
    if (value.startsWith(EXAMPLE)) {
      part.fault(
          key,
          "is still the example's; give your own, here or as " + variable + " in the environment");
    }
    return new Secret(value);
  }

  /**
   * A secret of the environment that nothing asked for is a slip of the pen: the one that was meant
   * is missing.
   */
  void noOthers() {
    environment.keySet().stream()
        .filter(variable -> variable.startsWith("AMENDS_"))
        .filter(variable -> variable.endsWith("_SECRET") || variable.endsWith("_PASSWORD"))
        .filter(variable -> !asked.contains(variable))
        .sorted()
        .forEach(this::stray);
  }

  private void stray(String variable) {
    faults.at(
        "",
        variable
            + " in the environment belongs to nothing in this file"
            + Section.meant(variable, asked));
  }
}
