package amends.lab.asterisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads where this machine gets its packages from: {@code sources.list} and {@code sources.list.d},
 * both notations.
 */
final class AptSources {
  private static final Logger LOG = LoggerFactory.getLogger(AptSources.class);
  private static final Pattern ONE_LINE =
      Pattern.compile("^deb\\s+(?:\\[([^\\]]*)\\]\\s+)?(\\S+)\\s+(\\S+)\\s*(.*)$");

  private AptSources() {}

  /**
   * Every binary entry under {@code /etc/apt} (given as {@code folder}); unreadable files are
   * passed over.
   */
  static List<AptSource> read(Path folder) {
    List<Path> files = new ArrayList<>();
    files.add(folder.resolve("sources.list"));
    files.addAll(Folders.list(folder.resolve("sources.list.d")));
    List<AptSource> found = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        continue;
      }
      try {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        found.addAll(file.toString().endsWith(".sources") ? deb822(text) : oneLine(text));
      } catch (IOException unreadable) {
        LOG.debug("{} cannot be read; another source may serve", file, unreadable);
      }
    }
    return found;
  }

  /**
   * The distribution's own archive among them: carries the release's suite and {@code main}; third
   * parties rank last.
   */
  static Optional<AptSource> own(List<AptSource> sources, String codename, String distribution) {
    List<String> names = List.of(codename, "stable", "testing", "unstable", "sid");
    return sources.stream()
        .filter(
            s -> s.components().contains("main") && s.suites().stream().anyMatch(names::contains))
        .max(Comparator.comparingInt(s -> likeness(s, codename, distribution)));
  }

  private static int likeness(AptSource source, String codename, String distribution) {
    String uri = source.uri().replaceAll("/+$", "").toLowerCase(Locale.ROOT);
    return (uri.endsWith("/" + distribution)
                || uri.contains("/" + distribution + "-ports")
                || uri.endsWith("/" + distribution + ".list")
            ? 4
            : 0)
        + (source.suites().contains(codename + "-updates") ? 2 : 0)
        + (uri.contains(distribution) ? 1 : 0);
  }

  /** One-line entries: {@code deb [signed-by=...] uri suite components}. */
  static List<AptSource> oneLine(String text) {
    List<AptSource> found = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher entry = ONE_LINE.matcher(line.replaceFirst("#.*", "").strip());
      if (!entry.matches() || entry.group(2).startsWith("cdrom:")) {
        continue;
      }
      String options = entry.group(1) == null ? "" : entry.group(1);
      Matcher key = Pattern.compile("(?i)signed-by=(\\S+)").matcher(options);
      found.add(
          new AptSource(
              entry.group(2),
              List.of(entry.group(3)),
              words(entry.group(4)),
              key.find() ? key.group(1) : ""));
    }
    return found;
  }

  /**
   * deb822 stanzas: {@code Types/URIs/Suites/Components/Signed-By}, folded lines, comments, {@code
   * Enabled: no}.
   */
  static List<AptSource> deb822(String text) {
    List<AptSource> found = new ArrayList<>();
    String noComments =
        text.lines().filter(l -> !l.startsWith("#")).reduce("", (a, b) -> a + "\n" + b);
    for (String stanza : noComments.split("\n[ \t]*\n", -1)) {
      Map<String, String> fields = fields(stanza);
      boolean enabled = !fields.getOrDefault("enabled", "yes").strip().equalsIgnoreCase("no");
      if (!enabled || !words(fields.getOrDefault("types", "")).contains("deb")) {
        continue;
      }
      for (String uri : words(fields.getOrDefault("uris", ""))) {
        if (!uri.startsWith("cdrom:")) {
          found.add(
              new AptSource(
                  uri,
                  words(fields.getOrDefault("suites", "")),
                  words(fields.getOrDefault("components", "")),
                  fields.getOrDefault("signed-by", "")));
        }
      }
    }
    return found;
  }

  private static Map<String, String> fields(String stanza) {
    Map<String, String> fields = new LinkedHashMap<>();
    String last = "";
    for (String line : stanza.lines().toList()) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        fields.merge(last, "\n" + line, String::concat);
      } else if (line.contains(":")) {
        last = line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        fields.put(last, line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return fields;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
  }
}
