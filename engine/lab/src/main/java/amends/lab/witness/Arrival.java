package amends.lab.witness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a caller came to the PBX, for which queue, in which class: noted by the lab's own line
 * before any of the product.
 */
record Arrival(String queue, int priorityClass, Optional<Instant> at) {

  static Arrival of(List<CelRow> call) {
    return call.stream()
        .filter(r -> r.isUser("LabArrive"))
        .findFirst()
        .map(r -> new Arrival(r.word(0), classOf(r.word(1)), Optional.of(r.at())))
        .orElse(new Arrival("", 0, Optional.empty()));
  }

  private static int classOf(String word) {
    return word.matches("[0-9]") ? Integer.parseInt(word) : 0;
  }
}
