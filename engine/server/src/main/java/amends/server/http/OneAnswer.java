package amends.server.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one answer to one question, from whichever thread finds it first; what comes later is not
 * said any more.
 */
final class OneAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(OneAnswer.class);

  private final AtomicBoolean given = new AtomicBoolean();
  private final Vertx vertx;
  private final Context context;
  private final HttpServerRequest request;
  private volatile long timer = -1;

  OneAnswer(Vertx vertx, HttpServerRequest request) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.request = request;
  }

  /** Must be called on the request's own context, before anybody else can answer. */
  void lateAfter(Duration patience, String line) {
    timer =
        vertx.setTimer(
            patience.toMillis(),
            fired -> {
              if (end(200, line)) {
                LOG.warn(
                    "{}: no answer within {} ms, {} was said",
                    request.path(),
                    patience.toMillis(),
                    line);
              }
            });
  }

  boolean given() {
    return given.get();
  }

  void say(String line) {
    if (!end(200, line)) {
      LOG.warn(
          "{}: the answer '{} ...' came too late and was not said",
          request.path(),
          line.split(" ", 2)[0]);
    }
  }

  /** An answer without a word: to those who may not ask. */
  void status(int code) {
    end(code, "");
  }

  private boolean end(int status, String line) {
    if (!given.compareAndSet(false, true)) {
      return false;
    }
    context.runOnContext(
        now -> {
          vertx.cancelTimer(timer);
          if (!request.response().closed()) {
            request
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=us-ascii")
                .end(line);
          }
        });
    return true;
  }
}
