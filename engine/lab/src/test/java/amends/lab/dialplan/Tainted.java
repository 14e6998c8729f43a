package amends.lab.dialplan;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a dialplan may hold text of strangers: caller ids, dialled digits, keys, answers over the
 * network. A variable is clean when all that is ever put into it is clean; FILTER, LEN and their
 * like make anything clean.
 */
final class Tainted {
  private static final Set<String> CLEANERS =
      Set.of("FILTER", "LEN", "REGEX", "DB_EXISTS", "DIALPLAN_EXISTS", "LOCK", "UNLOCK");

  /** ARG1 is clean because Gosub is a sink: nobody in here passes anything tainted. */
  private static final Set<String> ASTERISK_S_OWN =
      Set.of("EPOCH", "UNIQUEID", "HANGUPCAUSE", "ARG1");

  private static final Pattern SET = Pattern.compile("Set\\((_{0,2}[A-Za-z0-9_]+)=(.*)\\)");

  private final Set<String> clean = new HashSet<>(ASTERISK_S_OWN);

  Tainted(Dialplan plan) {
    Set<String> names = new HashSet<>();
    plan.steps()
        .forEach(
            s -> {
              Matcher set = set(s);
              if (set.matches()) {
                names.add(name(set));
              }
            });
    plan.steps()
        .filter(s -> s.app().equals("Read"))
        .forEach(s -> names.remove(s.data().split(",", -1)[0]));
    clean.addAll(names);
    boolean changed = true;
    while (changed) {
      changed =
          plan.steps()
              .map(this::set)
              .filter(Matcher::matches)
              .filter(m -> clean.contains(name(m)) && !of(m.group(2)).isEmpty())
              .map(m -> clean.remove(name(m)))
              .reduce(false, Boolean::logicalOr);
    }
  }

  /** The tainted pieces in this text. */
  Set<String> of(String text) {
    Set<String> found = new TreeSet<>();
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at)) {
      int end = end(text, at + 2);
      String inner = text.substring(at + 2, end);
      at = end;
      Matcher call = Pattern.compile("([A-Z_]+)\\((.*)\\)(:.*)?").matcher(inner);
      if (!call.matches()) {
        String name = inner.replaceFirst(":.*", "");
        if (!clean.contains(name)
            && !name.matches("AMENDS_(URL2?|TRUNK_PREFIX|TRUNK_SUFFIX|NUMBERS|P_.*)")) {
          found.add(inner);
        }
      } else if (call.group(1).equals("IF")) {
        found.addAll(of(call.group(2).substring(call.group(2).indexOf('?') + 1)));
      } else if (!CLEANERS.contains(call.group(1))) {
        found.add(inner);
      }
    }
    return found;
  }

  private Matcher set(Dialplan.Step step) {
    String text = step.app() + "(" + step.data() + ")";
    if (step.app().equals("ExecIf")) {
      text = step.data().substring(step.data().indexOf('?') + 1);
    }
    return SET.matcher(text);
  }

  private static String name(Matcher set) {
    return set.group(1).replaceFirst("^_+", "");
  }

  private static int end(String text, int from) {
    int depth = 1;
    int at = from;
    while (depth > 0) {
      if (at >= text.length()) {
        throw new IllegalArgumentException("braces do not match: " + text);
      }
      depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
      at++;
    }
    return at - 1;
  }
}
