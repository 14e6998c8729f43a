package amends.server.runtime;

import amends.server.store.PgStore;
import amends.server.store.Store;
import amends.server.store.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PgStoreContractTest implements StoreContract {
  private final Vertx vertx = Vertx.vertx();
  private PgStore store;

  @BeforeEach
  void open() {
    store = PgStore.open(vertx, TestDatabase.fresh(), 4);
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Override
  public Store store() {
    return store;
  }

  /** The database's clock cannot be moved: it is waited for. */
  @Override
  public void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
