package amends.core.golden;

import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Fact;
import amends.core.desk.Settle;
import amends.core.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** A decision in one line, as a person would note it. */
public final class Line {
  private Line() {}

  public static String of(Decision<Order> decision, Instant clock) {
    return switch (decision) {
      case Decision.Move<Order> m ->
          "-> "
              + stage(m.to(), clock)
              + facts(m)
              + settles(m)
              + commands(m.commands())
              + m.answer().map(a -> " \"" + a + "\"").orElse("");
      case Decision.LetPass<Order> p ->
          ".  ("
              + p.why()
              + ")"
              + commands(p.commands())
              + p.answer().map(a -> " \"" + a + "\"").orElse("");
      case Decision.Refuse<Order> r -> "x  " + r.toThePerson();
    };
  }

  private static String stage(Order o, Instant clock) {
    String inside =
        switch (o) {
          case Order.Waiting w ->
              w.rule() + w.until().map(u -> ", " + after(clock, u)).orElse(", for a person");
          case Order.Ready r -> "";
          case Order.Reserving r ->
              r.leaving()
                  .map(l -> "leaving: " + l.reason())
                  .orElse(r.stoodAt().isPresent() ? "stands" : "sent");
          case Order.Dialling d ->
              (d.course().doubted() ? "in doubt, " : "") + "looks " + after(clock, d.lookAt());
          case Order.Talking t -> "";
          case Order.WrapUp w -> after(clock, w.until());
          case Order.Closed c ->
              c.verdict()
                  + " by "
                  + c.closedBy()
                  + c.disposition().map(d -> ", key " + d).orElse("");
        };
    String attempts = o.attempts() == 0 ? "" : " attempts=" + o.attempts();
    return o.stage() + (inside.isEmpty() ? "" : "(" + inside + ")") + attempts;
  }

  private static String after(Instant clock, Instant at) {
    return "in "
        + Duration.between(clock, at).toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }

  private static String facts(Decision.Move<Order> m) {
    return m.facts().stream()
        .map(Line::fact)
        .collect(
            Collectors.joining(
                ", ", m.facts().isEmpty() ? "" : " {", m.facts().isEmpty() ? "" : "}"));
  }

  public static String fact(Fact fact) {
    return fact.getClass().getSimpleName();
  }

  private static String settles(Decision.Move<Order> m) {
    return m.settles().stream().map(Line::settle).collect(Collectors.joining());
  }

  private static String settle(Settle s) {
    return " settle " + s.state() + " (" + s.evidence() + ")";
  }

  private static String commands(java.util.List<Command> commands) {
    return commands.isEmpty()
        ? ""
        : commands.stream()
            .map(c -> c.getClass().getSimpleName())
            .collect(Collectors.joining(", ", " [", "]"));
  }
}
