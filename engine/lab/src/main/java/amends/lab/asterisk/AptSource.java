package amends.lab.asterisk;

import java.util.List;

/**
 * One entry of the machine's own package sources.
 *
 * @param uri the archive's address
 * @param suites e.g. {@code bookworm, bookworm-updates}
 * @param components e.g. {@code main}
 * @param signedBy the keyring's path, or a whole key as it stood in the file; empty when the entry
 *     names none
 */
record AptSource(String uri, List<String> suites, List<String> components, String signedBy) {
  AptSource {
    suites = List.copyOf(suites);
    components = List.copyOf(components);
  }

  /** The same archive and key, another suite. */
  AptSource of(String suite, List<String> theseComponents) {
    return new AptSource(uri, List.of(suite), theseComponents, signedBy);
  }

  /** As a deb822 stanza; {@code trusted} gives up the check of the signature. */
  String stanza(String architecture, boolean trusted) {
    return "Types: deb\nURIs: "
        + uri
        + "\nSuites: "
        + String.join(" ", suites)
        + "\nComponents: "
        + String.join(" ", components)
        + "\nArchitectures: "
        + architecture
        + "\n"
        + (signedBy.isEmpty() || trusted
            ? ""
            : "Signed-By:" + (signedBy.startsWith("\n") ? "" : " ") + signedBy + "\n")
        + (trusted ? "Trusted: yes\n" : "");
  }
}
