package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Nobody listens where the database should be. Awaiting throws the client's checked exceptions as
 * they are, and whoever catches RuntimeException, as the leases do, would not see them.
 */
class DatabaseAwayTest {
  @Test
  void a_database_that_is_away_is_an_unchecked_failure_that_passes() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      nobody = socket.getLocalPort();
    }
    Vertx vertx = Vertx.vertx();
    try (PgStore store =
        PgStore.open(vertx, new Database("127.0.0.1", nobody, "amends", "amends", "x"), 1)) {
      Throwable away =
          catchThrowable(
              () -> store.renew(new Lease("pbx:a", new UUID(1, 1), 1), Duration.ofSeconds(10)));
      assertThat(away).isInstanceOf(RuntimeException.class);
      assertThat(Trouble.isPassing(away)).isTrue();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
