package amends.server.store;

import amends.core.callback.BookingAsked;
import amends.core.desk.Command;
import amends.core.desk.PartyFile;
import amends.core.desk.WakeUp;
import amends.core.order.Order;
import amends.core.order.OrderFact;
import amends.core.order.OrderSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which records of core are kept as bodies, by family; a new desk adds its roots here.
 *
 * <p>Within a family a record is named by its simple name: that name is in the tables for ever.
 */
enum Families {
  SIGNAL(OrderSignal.class, BookingAsked.class, WakeUp.class),
  /** The cases of the kind ORDER. */
  ORDER(Order.class),
  FACT(OrderFact.class),
  COMMAND(Command.class),
  PARTY_FILE(PartyFile.class);

  private final SortedMap<String, Class<?>> types = new TreeMap<>();

  Families(Class<?>... roots) {
    for (Class<?> root : roots) {
      for (Class<?> type : records(root)) {
        Class<?> other = types.put(type.getSimpleName(), type);
        if (other != null) {
          throw new IllegalStateException(
              type
                  + " and "
                  + other
                  + " cannot both be called "
                  + type.getSimpleName()
                  + " in "
                  + name());
        }
      }
    }
  }

  /** Every record of the family, by the name it has in the tables. */
  SortedMap<String, Class<?>> types() {
    return types;
  }

  /** All records under a sealed root, or the record itself. */
  static List<Class<?>> records(Class<?> root) {
    if (root.isRecord()) {
      return List.of(root);
    }
    if (!root.isSealed()) {
      throw new IllegalStateException(
          root + " is neither a record nor sealed: what could be read back is unknown");
    }
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> permitted : root.getPermittedSubclasses()) {
      all.addAll(records(permitted));
    }
    return all;
  }
}
