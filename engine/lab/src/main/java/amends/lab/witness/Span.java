package amends.lab.witness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** From one channel's entering a bridge to its leaving it. */
record Span(String channel, Instant from, Optional<Instant> to) {

  static List<Span> of(List<CelRow> cel, Predicate<CelRow> which) {
    List<Span> spans = new ArrayList<>();
    Map<String, Integer> open = new HashMap<>();
    for (CelRow row : cel) {
      if (row.type().equals("BRIDGE_ENTER") && which.test(row)) {
        open.put(row.uniqueid(), spans.size());
        spans.add(new Span(row.channel(), row.at(), Optional.empty()));
      } else if (row.type().equals("BRIDGE_EXIT") && open.containsKey(row.uniqueid())) {
        int i = open.remove(row.uniqueid());
        spans.set(i, new Span(spans.get(i).channel(), spans.get(i).from(), Optional.of(row.at())));
      }
    }
    return spans;
  }

  boolean overlaps(Span other) {
    return !from.isAfter(other.to.orElse(Instant.MAX))
        && !other.from.isAfter(to.orElse(Instant.MAX));
  }
}
