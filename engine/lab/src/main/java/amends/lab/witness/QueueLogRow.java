package amends.lab.witness;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One line of the queues' own log.
 *
 * @param at to the second
 * @param call uniqueid of the call, or NONE
 * @param agent the member's name, or NONE
 * @param event e.g. ENTERQUEUE, CONNECT, ABANDON, EXITWITHKEY, RINGNOANSWER
 * @param data what stands behind, by position
 */
public record QueueLogRow(
    Instant at, String call, String queue, String agent, String event, List<String> data) {
  public QueueLogRow {
    data = List.copyOf(data);
  }

  /** Reads {@code epoch|call|queue|agent|event|data...}; empty when it is not a whole line. */
  static Optional<QueueLogRow> of(String line) {
    String[] parts = line.split("\\|", -1);
    if (parts.length < 5 || !parts[0].matches("[0-9]{1,12}")) {
      return Optional.empty();
    }
    return Optional.of(
        new QueueLogRow(
            Instant.ofEpochSecond(Long.parseLong(parts[0])),
            parts[1],
            parts[2],
            parts[3],
            parts[4],
            Arrays.asList(parts).subList(5, parts.length)));
  }
}
