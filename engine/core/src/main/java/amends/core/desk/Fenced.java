package amends.core.desk;

/**
 * A signal that only the present holder of a lease may give: the turn refuses it when the lease has
 * moved on.
 *
 * <p>Without it a paused node was seen to release orders with an old picture of the queue.
 */
public interface Fenced extends Signal {
  /** The lease's name, {@code pbx:a}. */
  String lease();

  /** The fence the sender held; it only grows. */
  long fence();
}
