package amends.house.planted.unordered.core.order;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Collects without an order in every way that was forbidden. */
public final class Jumble {
  private Jumble() {}

  public static Map<String, String> map() {
    return new HashMap<>();
  }

  public static Supplier<Set<String>> set() {
    return HashSet::new;
  }

  public static Map<String, Integer> literal() {
    return Map.of("one", 1, "two", 2);
  }

  public static Map<Integer, List<String>> grouped(List<String> words) {
    return words.stream().collect(Collectors.groupingBy(String::length));
  }

  public static long parallel(List<String> words) {
    return words.parallelStream().count();
  }

  public static Map<Integer, List<String>> ordered(List<String> words) {
    return words.stream()
        .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
  }
}
