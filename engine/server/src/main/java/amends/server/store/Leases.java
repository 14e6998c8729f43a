package amends.server.store;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code lease}: who may act for a PBX.
 *
 * <p>A takeover locks the row FOR UPDATE and so waits for the turns that have read it FOR KEY
 * SHARE; a renewal changes no key and waits for nobody. All clocks are the database's.
 */
final class Leases {
  private static final String LOCK =
      "select node, fence, until <= statement_timestamp() as over from lease where name = $1 for"
          + " update";
  private static final String FIRST =
      """
      insert into lease (name, node, fence, until) values ($1, $2, 1, statement_timestamp() + make_interval(secs => $3))
      on conflict do nothing
      """;
  private static final String NEXT =
      "update lease set node = $2, fence = $3, until = statement_timestamp() + make_interval(secs"
          + " => $4) where name = $1";
  private static final String RENEW =
      """
      update lease set until = statement_timestamp() + make_interval(secs => $4)
      where name = $1 and node = $2 and fence = $3
      """;
  private static final String RELEASE =
      "update lease set until = statement_timestamp() where name = $1 and node = $2 and fence = $3"
          + " and until > statement_timestamp()";

  private final Pool pool;

  Leases(Pool pool) {
    this.pool = pool;
  }

  Optional<Lease> acquire(String name, UUID node, Duration term) {
    try (Link link = Link.from(pool)) {
      link.begin();
      if (link.ask(FIRST, Tuple.of(name, node, Times.seconds(term))).rowCount() == 1) {
        link.commit();
        return Optional.of(new Lease(name, node, 1));
      }
      Row row = link.ask(LOCK, Tuple.of(name)).iterator().next();
      // One's own lease is taken anew with a new fence: whoever asks again has forgotten the old
      // one.
      if (!row.getBoolean("over") && !row.getUUID("node").equals(node)) {
        return Optional.empty();
      }
      long fence = row.getLong("fence") + 1;
      link.send(NEXT, Tuple.of(name, node, fence, Times.seconds(term)));
      link.commit();
      return Optional.of(new Lease(name, node, fence));
    }
  }

  boolean renew(Lease lease, Duration term) {
    return change(RENEW, Tuple.of(lease.name(), lease.node(), lease.fence(), Times.seconds(term)));
  }

  void release(Lease lease) {
    change(RELEASE, Tuple.of(lease.name(), lease.node(), lease.fence()));
  }

  private boolean change(String sql, Tuple parameters) {
    try (Link link = Link.from(pool)) {
      return link.ask(sql, parameters).rowCount() == 1;
    }
  }
}
