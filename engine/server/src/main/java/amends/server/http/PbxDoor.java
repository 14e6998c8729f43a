package amends.server.http;

import amends.server.bookings.BadField;
import amends.server.bookings.Bookings;
import amends.server.bookings.Fields;
import amends.server.config.Config;
import amends.server.runtime.Intake;
import amends.server.runtime.Sparingly;
import amends.server.store.Addresses;
import amends.server.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener a PBX asks at: one form, one line back, within 1.8 s, since the dialplan stops
 * listening after 2.
 *
 * <p>Whoever does not know the secret learns nothing, not even whether a question is well formed.
 */
public final class PbxDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PbxDoor.class);
  private static final Duration PATIENCE = Duration.ofMillis(1_800);
  private static final int BODY_BYTES_MAX = 2_048;

  /**
   * Questions that may wait for their turn at once; a PBX that asks more is told to keep its note.
   */
  private static final int QUESTIONS_MAX = 512;

  private static final Pattern VERSION = Pattern.compile("1");
  private static final Pattern PBX = Pattern.compile("[0-9A-Za-z_-]{1,40}");

  private final Sparingly strangers = new Sparingly(Duration.ofMinutes(1));
  private final Semaphore places = new Semaphore(QUESTIONS_MAX);
  private final Vertx vertx;
  private final Config config;
  private final byte[] secret;
  private final Map<String, Question> questions;
  private final HttpServer server;

  public PbxDoor(
      Vertx vertx,
      Config config,
      Intake intake,
      Store store,
      Addresses addresses,
      InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.secret = bytes(config.door().secret().value());
    this.questions =
        Map.of(
            "/booking", new BookingQuestion(new Bookings(addresses), intake, config::promisesIn),
            "/go", new GoQuestion(intake, store, addresses, clock),
            "/who", new WhoQuestion(store, addresses, config.queues()));
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setIdleTimeout(10))
            .requestHandler(this::asked);
  }

  /**
   * Listens; blocks until it does, and so belongs on a plain thread.
   *
   * @return the port, also where the configuration left the choice to the system
   */
  public int listen() {
    return server
        .listen(config.door().port(), config.door().listen())
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  /** Takes no new questions; those that wait are still answered by the lanes' drain. */
  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private void asked(HttpServerRequest request) {
    Question question = questions.get(request.path());
    if (question == null || !request.method().equals(HttpMethod.POST)) {
      refuse(request, question == null ? 404 : 405);
      return;
    }
    OneAnswer answer = new OneAnswer(vertx, request);
    answer.lateAfter(PATIENCE, question.late());
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > BODY_BYTES_MAX) {
            request.handler(null);
            LOG.warn(
                "{} from {}: more than {} bytes, refused",
                request.path(),
                request.remoteAddress().host(),
                BODY_BYTES_MAX);
            answer.status(413);
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(end -> hear(question, request, body, answer));
  }

  private void hear(Question question, HttpServerRequest request, Buffer body, OneAnswer answer) {
    if (answer.given()) {
      return;
    }
    if (!places.tryAcquire()) {
      strangers.say(
          "full",
          more ->
              LOG.error(
                  "{} questions wait at once ({} more refused since): the database is slow",
                  QUESTIONS_MAX,
                  more));
      answer.say(question.late());
      return;
    }
    Thread.ofVirtual()
        .name("door")
        .start(
            () -> {
              try {
                think(question, request, body, answer);
              } finally {
                places.release();
              }
            });
  }

  private void think(Question question, HttpServerRequest request, Buffer body, OneAnswer answer) {
    String from = request.path() + " from " + request.remoteAddress().host();
    Fields fields;
    try {
      fields = Fields.ofForm(body.toString(StandardCharsets.UTF_8));
    } catch (BadField bad) {
      strangers.say(
          from,
          more -> LOG.warn("{}: not a form: {} ({} more like it)", from, bad.getMessage(), more));
      answer.status(403);
      return;
    }
    if (!MessageDigest.isEqual(secret, bytes(fields.orEmpty("secret")))) {
      strangers.say(
          from,
          more ->
              LOG.warn(
                  "{}: wrong secret ({} more like it); is AMENDS_SECRET in the dialplan the door's"
                      + " secret?",
                  from,
                  more));
      answer.status(403);
      return;
    }
    String pbx = fields.orEmpty("pbx");
    String name = PBX.matcher(pbx).matches() ? pbx : "(unreadable)";
    try {
      fields.text("v", VERSION, "1");
      if (config.pbxs().stream().noneMatch(one -> one.id().equals(pbx))) {
        throw new BadField(
            "pbx",
            "names "
                + name
                + ", which is not among the PBXs of the configuration; is AMENDS_PBX right?");
      }
      answer.say(question.answer(pbx, fields));
    } catch (BadField bad) {
      LOG.warn("{}, PBX {}: {}", from, name, bad.getMessage());
      answer.say(question.refused("bad-request"));
    } catch (RuntimeException trouble) {
      LOG.error(
          "{}, PBX {}: no answer could be found, {} was said",
          from,
          name,
          question.late(),
          trouble);
      answer.say(question.late());
    }
  }

  private static void refuse(HttpServerRequest request, int status) {
    request.response().setStatusCode(status).end();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
