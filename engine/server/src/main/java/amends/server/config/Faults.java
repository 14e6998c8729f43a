package amends.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Collects what is wrong, and remembers where each key stands, so that one start shows everything.
 */
final class Faults {
  private final List<Fault> found = new ArrayList<>();
  private final Map<String, Node> places = new TreeMap<>();

  /** From now on faults of this key can be placed. */
  void place(String path, Node node) {
    places.put(path, node);
  }

  /** Every key that was asked for and is there. */
  List<String> given() {
    return List.copyOf(places.keySet());
  }

  void at(Node node, String wrong) {
    Mark mark = node.getStartMark();
    found.add(new Fault(mark.getLine() + 1, mark.getColumn() + 1, wrong));
  }

  /** At the key, or, where it is not in the file, at no place. */
  void at(String path, String wrong) {
    if (places.containsKey(path)) {
      at(places.get(path), wrong);
    } else {
      found.add(new Fault(0, 0, wrong));
    }
  }

  /**
   * What a policy of core says of itself: {@code … cannot be used: key is X, allowed is …; key …}.
   */
  void ofPolicy(IllegalArgumentException refused) {
    String message = refused.getMessage();
    for (String one :
        message
            .substring(message.indexOf("used: ") < 0 ? 0 : message.indexOf("used: ") + 6)
            .split("; ", -1)) {
      at(one.split(" ", 2)[0], Durations.readable(one));
    }
  }

  List<Fault> found() {
    return List.copyOf(found);
  }
}
