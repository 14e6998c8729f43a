package amends.server.store;

import amends.core.desk.Ids;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Rows of one table on their way into the database; the first two columns are party and id (or
 * turn).
 *
 * <p>Sorted by party before they are written: unsorted writes in opposite orders were seen to
 * deadlock.
 */
final class Rows {
  private static final Comparator<Object[]> BY_PARTY =
      (a, b) -> Ids.compare((UUID) a[0], (UUID) b[0]);

  private final Shape shape;
  private final List<Object[]> rows = new ArrayList<>();

  Rows(Shape shape) {
    this.shape = shape;
  }

  /** One row, its values in the order of the columns. */
  void add(Object... values) {
    if (values.length != shape.columns().size()) {
      throw new IllegalArgumentException(
          shape.name() + " has " + shape.columns().size() + " columns, not " + values.length);
    }
    rows.add(values);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  /** Appends one array a column. */
  void bind(Tuple tuple) {
    rows.sort(BY_PARTY);
    for (int column = 0; column < shape.columns().size(); column++) {
      Object array = Array.newInstance(shape.columns().get(column).element(), rows.size());
      for (int row = 0; row < rows.size(); row++) {
        Array.set(array, row, rows.get(row)[column]);
      }
      tuple.addValue(array);
    }
  }
}
