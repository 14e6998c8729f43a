package amends.lab.witness;

import java.util.HashMap;
import java.util.Map;

/** Counts, a queue at a time, how the turns went while both a caller and a callback wanted one. */
final class Shares {
  private final double atMost;
  private final Map<String, int[]> byQueue = new HashMap<>();

  Shares(double atMost) {
    this.atMost = atMost;
  }

  void count(String queue, boolean callback, boolean contested) {
    int[] turns = byQueue.computeIfAbsent(queue, q -> new int[2]);
    if (contested) {
      turns[0]++;
      turns[1] += callback ? 1 : 0;
    }
  }

  /**
   * Whether one more turn for a callback would have been more than its share, rounded up to whole
   * turns.
   */
  boolean usedUp(String queue) {
    int[] turns = byQueue.getOrDefault(queue, new int[2]);
    return turns[1] + 1 > Math.ceil((turns[0] + 1) * atMost);
  }
}
