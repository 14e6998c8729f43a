package amends.lab.dialplan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dialplan as written: contexts, their extensions, their steps in order. */
record Dialplan(Map<String, Map<String, List<Step>>> contexts) {
  private static final Pattern EXTEN = Pattern.compile("exten\\s*=>\\s*([^,]+),1,(.*)");
  private static final Pattern SAME = Pattern.compile("same\\s*=>\\s*n(?:\\(([^)]*)\\))?,(.*)");

  /** One priority; {@code where} is file and line for people. */
  record Step(String where, String label, String app, String data) {}

  static Dialplan read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".conf")).sorted().toList()) {
        all.append("#file ")
            .append(file.getFileName())
            .append('\n')
            .append(Files.readString(file))
            .append('\n');
      }
      return parse(all.toString());
    }
  }

  static Dialplan parse(String text) {
    Map<String, Map<String, List<Step>>> contexts = new LinkedHashMap<>();
    String file = "text";
    String context = "";
    String extension = "";
    int number = 0;
    for (String raw : text.split("\n", -1)) {
      number++;
      if (raw.startsWith("#file ")) {
        file = raw.substring(6);
        number = 0;
        continue;
      }
      String line = raw.replaceFirst("(?<!\\\\);.*", "").strip();
      Matcher exten = EXTEN.matcher(line);
      Matcher same = SAME.matcher(line);
      String where = file + ":" + number;
      if (line.startsWith("[")) {
        context = line.substring(1, line.indexOf(']'));
        contexts.putIfAbsent(context, new LinkedHashMap<>());
      } else if (exten.matches()) {
        extension = exten.group(1).strip();
        contexts
            .get(context)
            .put(extension, new ArrayList<>(List.of(step(where, "", exten.group(2)))));
      } else if (same.matches()) {
        contexts
            .get(context)
            .get(extension)
            .add(step(where, same.group(1) == null ? "" : same.group(1), same.group(2)));
      } else if (!line.isEmpty() && !line.startsWith("#tryinclude")) {
        throw new IllegalArgumentException(where + ": not understood: " + line);
      }
    }
    return new Dialplan(contexts);
  }

  Stream<Step> steps() {
    return contexts.values().stream().flatMap(c -> c.values().stream()).flatMap(List::stream);
  }

  /**
   * Whether a jump {@code [[context,]exten,]label-or-priority} from this context and extension
   * arrives somewhere.
   */
  boolean arrives(String fromContext, String fromExtension, List<String> target) {
    int given = target.size();
    String context = given > 2 ? target.get(given - 3) : fromContext;
    String extension = given > 1 ? target.get(given - 2) : fromExtension;
    String spot = target.get(given - 1);
    List<Step> steps = contexts.getOrDefault(context, Map.of()).get(extension);
    if (steps == null) {
      return false;
    }
    return spot.matches("[0-9]+")
        ? Integer.parseInt(spot) <= steps.size()
        : steps.stream().anyMatch(s -> s.label().equals(spot));
  }

  private static Step step(String where, String label, String call) {
    int open = call.indexOf('(');
    int close = call.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new IllegalArgumentException(where + ": an application without its brackets: " + call);
    }
    return new Step(where, label, call.substring(0, open).strip(), call.substring(open + 1, close));
  }
}
