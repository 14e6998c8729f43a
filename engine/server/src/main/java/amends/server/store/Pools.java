package amends.server.store;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** How the pool is set: each setting was measured, or stands against a failure that was seen. */
final class Pools {
  /** Longer statements are silently not cached; the writing statement is the longest. */
  private static final int CACHED_SQL_CHARACTERS_MAX = 32_768;

  private static final int STATEMENT_SECONDS_MAX = 10;

  private Pools() {}

  static Pool open(Vertx vertx, Database database, int connections) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(database.host())
            .setPort(database.port())
            .setDatabase(database.name())
            .setUser(database.user())
            .setPassword(database.password())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(128)
            .setPreparedStatementCacheSqlLimit(CACHED_SQL_CHARACTERS_MAX)
            .addProperty("application_name", "amends")
            // Small arrays otherwise make it plan anew each time.
            .addProperty("plan_cache_mode", "force_generic_plan")
            .addProperty("statement_timeout", STATEMENT_SECONDS_MAX + "s")
            // A node that stands still with a turn open must not hold people's locks for long.
            .addProperty("idle_in_transaction_session_timeout", "30s");
    // A server that vanished without a word: every statement ends in 10 s, so silence of 20 s is a
    // dead link.
    NetClientOptions net =
        new NetClientOptions()
            .setTcpKeepAlive(true)
            .setConnectTimeout(5_000)
            .setReadIdleTimeout(2 * STATEMENT_SECONDS_MAX);
    PoolOptions pool =
        new PoolOptions()
            .setMaxSize(connections)
            .setConnectionTimeout(10)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool().with(pool).with(net).connectingTo(options).using(vertx).build();
  }
}
