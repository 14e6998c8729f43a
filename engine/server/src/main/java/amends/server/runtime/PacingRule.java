package amends.server.runtime;

import amends.core.desk.CaseRef;
import amends.server.store.Store.OrderInTurn;
import java.time.Instant;
import java.util.List;

/**
 * Which ready orders of a queue get a place-holder now, and which place-holders must leave; pure.
 */
@FunctionalInterface
public interface PacingRule {
  /**
   * Decides for one queue.
   *
   * @param orders in Ready or Reserving, in turn order
   * @param now when the picture was looked at
   */
  Paced decide(QueueWatch.QueueView view, List<OrderInTurn> orders, Instant now);

  /** What to do now; each order at most once. */
  record Paced(List<CaseRef> release, List<Recall> recall) {
    public Paced {
      release = List.copyOf(release);
      recall = List.copyOf(recall);
    }
  }

  /** This order's place-holder must leave, and the word that says why. */
  record Recall(CaseRef order, String why) {}
}
