package amends.app.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a proof found: its figures, the targets they are held to, and whether all are met.
 *
 * @param name the proof, {@code callback}
 * @param seed repeats the run
 * @param n how many cases the figures rest on; a zero is never shown without it
 * @param judgedFrom the witnesses, one sentence; never the engine's own tables
 * @param figures by name, in the order they are shown
 * @param targets by the figure's name; a target without its figure is not met
 */
public record Report(
    String name,
    long seed,
    int n,
    String judgedFrom,
    Map<String, Double> figures,
    Map<String, Target> targets) {

  public Report {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
  }

  /** True only if every target has its figure and the figure meets it. */
  public boolean pass() {
    return !targets.isEmpty() && targets.keySet().stream().allMatch(this::met);
  }

  private boolean met(String figure) {
    return Optional.ofNullable(figures.get(figure)).map(targets.get(figure)::met).orElse(false);
  }

  /** The one JSON object of {@code --json}. */
  public String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("name", name).put("seed", seed).put("n", n).put("judged_from", judgedFrom);
    ObjectNode found = root.putObject("figures");
    figures.forEach(found::put);
    ObjectNode held = root.putObject("targets");
    targets.forEach(
        (figure, target) ->
            held.putObject(figure)
                .put("op", target.op().sign())
                .put("value", target.value())
                .put("met", met(figure)));
    return root.put("pass", pass()).toString();
  }

  /** The table for people. */
  public void print(PrintStream out) {
    out.printf("%nprove %s   seed %d   n %d%n", name, seed, n);
    out.println("judged from: " + judgedFrom);
    out.printf("%n  %-24s %12s   %s%n", "figure", "found", "target");
    figures.forEach((figure, value) -> out.println(line(figure, value)));
    targets.keySet().stream()
        .filter(figure -> !figures.containsKey(figure))
        .forEach(figure -> out.printf("  %-24s %12s   no figure: NOT MET%n", figure, "-"));
    out.printf("%n%s%n", pass() ? "PASS" : "FAIL");
  }

  private String line(String figure, double value) {
    String held =
        Optional.ofNullable(targets.get(figure))
            .map(
                t -> t.op().sign() + " " + plain(t.value()) + (met(figure) ? "  met" : "  NOT MET"))
            .orElse("");
    return String.format(Locale.ROOT, "  %-24s %12s   %s", figure, plain(value), held)
        .stripTrailing();
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
