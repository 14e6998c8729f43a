package amends.server.store;

import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns in which rows of one table travel: as parallel arrays, which {@code unnest} turns
 * into rows again.
 *
 * @param name of the table
 */
record Shape(String name, List<Column> columns) {
  /** A column with its type in PostgreSQL and the element of its array here. */
  record Column(String name, String type, Class<?> element) {}

  /** Reads {@code "party uuid, id uuid, …"}. */
  static Shape of(String name, String columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns.strip().split("\\s*,\\s*", -1)) {
      String[] parts = column.split("\\s+", -1);
      all.add(new Column(parts[0], parts[1], element(parts[1])));
    }
    return new Shape(name, List.copyOf(all));
  }

  /** {@code party, id, …} */
  String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** {@code party = r.party, …} for all columns but these. */
  String assignments(String from, String... but) {
    return columns.stream()
        .map(Column::name)
        .filter(column -> !Arrays.asList(but).contains(column))
        .map(column -> column + " = " + from + "." + column)
        .collect(Collectors.joining(", "));
  }

  /** A row source over the parameters from this number on. */
  String unnest(int first) {
    String arrays =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "$" + (first + i) + "::" + columns.get(i).type() + "[]")
            .collect(Collectors.joining(", "));
    return "unnest(" + arrays + ") as r(" + names() + ")";
  }

  private static Class<?> element(String type) {
    return switch (type) {
      case "uuid" -> UUID.class;
      case "text" -> String.class;
      case "bigint" -> Long.class;
      case "int" -> Integer.class;
      case "smallint" -> Short.class;
      case "boolean" -> Boolean.class;
      case "timestamptz" -> OffsetDateTime.class;
      case "bytea" -> Buffer.class;
      default ->
          throw new IllegalArgumentException("no array is known for a column of type " + type);
    };
  }
}
