package amends.server.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A part of the file, asked key by key. A fault is noted and something harmless given back, so that
 * reading goes on; at the end {@link #noOthers} names every key that nobody asked for.
 */
final class Section {
  private final Faults faults;
  private final String path;
  private final Node node;
  private final Map<String, NodeTuple> keys = new LinkedHashMap<>();
  private final TreeSet<String> asked = new TreeSet<>();

  Section(Faults faults, String path, Node node) {
    this.faults = faults;
    this.path = path;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      faults.at(
          node, (path.isEmpty() ? "the file" : path) + " must hold keys, each as 'key: value'");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (keys.putIfAbsent(key, tuple) != null) {
        faults.at(tuple.getKeyNode(), in(key) + " is given twice; take one out");
      }
    }
  }

  /** The key's whole name. */
  String in(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void fault(String key, String wrong) {
    faults.at(keys.containsKey(key) ? keys.get(key).getValueNode() : node, in(key) + " " + wrong);
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    Optional<Node> value = Optional.ofNullable(keys.get(key)).map(NodeTuple::getValueNode);
    value.ifPresent(found -> faults.place(in(key), found));
    return value;
  }

  /** A part of this part; an empty one where it is not given. */
  Section section(String key) {
    Node empty =
        new MappingNode(
            Tag.MAP,
            true,
            List.of(),
            node.getStartMark(),
            node.getEndMark(),
            DumperOptions.FlowStyle.BLOCK);
    return new Section(faults, in(key), value(key).orElse(empty));
  }

  /** The parts of a list, each named by its number; at least one is wanted. */
  List<Section> list(String key, String wanted) {
    Optional<Node> value = value(key);
    if (!(value.orElse(null) instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      fault(
          key,
          value.isEmpty() ? "is missing; wanted: " + wanted : "must be a list; wanted: " + wanted);
      return List.of();
    }
    List<Node> parts = sequence.getValue();
    return IntStream.range(0, parts.size())
        .mapToObj(n -> new Section(faults, in(key) + "[" + n + "]", parts.get(n)))
        .toList();
  }

  /** The text, or empty with a fault noted where it is not one. */
  Optional<String> text(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue().strip());
    }
    fault(key, "must have one value on its line");
    return Optional.empty();
  }

  /** A text that may stand there empty. */
  String mayBeEmpty(String key) {
    boolean empty =
        value(key)
            .filter(node -> node instanceof ScalarNode scalar && scalar.getValue().isBlank())
            .isPresent();
    return empty ? "" : text(key, "");
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  /** A text that must be given and fit. */
  String text(String key, Pattern grammar, String wanted) {
    boolean given = keys.containsKey(key);
    Optional<String> text = text(key);
    if (!given) {
      fault(key, "is missing; wanted: " + wanted);
    } else if (text.isPresent() && !grammar.matcher(text.get()).matches()) {
      fault(key, "does not fit; wanted: " + wanted);
    }
    return text.orElse("");
  }

  long number(String key, long otherwise, long min, long max) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("-?[0-9]{1,18}")) {
      fault(key, "is '" + text.get() + "', which is no whole number");
      return otherwise;
    }
    long number = Long.parseLong(text.get());
    if (number < min || number > max) {
      fault(key, "is " + number + ", allowed is " + min + " to " + max);
      return otherwise;
    }
    return number;
  }

  /** A number whose range another place checks. */
  int number(String key, int otherwise) {
    return (int) number(key, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  Duration duration(String key, Duration otherwise) {
    Optional<String> text = text(key);
    Optional<Duration> read = text.flatMap(Durations::of);
    if (text.isPresent() && read.isEmpty()) {
      String unit = text.get().matches("[0-9]+") ? "; did you mean '" + text.get() + " s'?" : "";
      fault(
          key,
          "is '"
              + text.get()
              + "'; a time is a whole number with its unit: 30 s, 10 min, 24 h, 2 d"
              + unit);
    }
    return read.orElse(otherwise);
  }

  /** One of these words, small letters. */
  <E extends Enum<E>> E choice(String key, E otherwise, Class<E> words) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    List<String> known =
        List.of(words.getEnumConstants()).stream()
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!known.contains(text.get())) {
      fault(
          key,
          "is '"
              + text.get()
              + "', allowed is "
              + String.join(", ", known)
              + meant(text.get(), known));
      return otherwise;
    }
    return Enum.valueOf(words, text.get().toUpperCase(Locale.ROOT));
  }

  /** Names every key that is not one; to be called after all others were asked for. */
  void noOthers() {
    keys.forEach(
        (key, tuple) -> {
          if (!asked.contains(key)) {
            String known = meant(key, asked);
            faults.at(
                tuple.getKeyNode(),
                in(key)
                    + " is not a key here"
                    + (known.isEmpty() ? "; known are " + String.join(", ", asked) : known));
          }
        });
  }

  static String meant(String written, Collection<String> known) {
    return Words.nearest(written, known).map(word -> "; did you mean '" + word + "'?").orElse("");
  }
}
