package amends.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import amends.app.scene.Waits;
import amends.core.callback.CallbackPolicy;
import amends.core.order.OrderPolicy;
import amends.core.pacing.PacingPolicy;
import amends.core.pacing.TurnNumber;
import amends.lab.ami.AmiMessage;
import amends.lab.ami.LabAmi;
import amends.lab.asterisk.AsteriskLab;
import amends.lab.asterisk.QueueSpec;
import amends.lab.junit.AsteriskForTests;
import amends.lab.phones.CallerEnd;
import amends.lab.phones.CallerPlan;
import amends.lab.phones.Callers;
import amends.lab.phones.People;
import amends.lab.witness.Judgement;
import amends.lab.witness.Records;
import amends.server.config.Config;
import amends.server.config.Secret;
import amends.server.store.Migrations;
import amends.server.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One queue with one agent on a real Asterisk, a real PostgreSQL, and an engine that may be stopped
 * and started while people telephone. The agent is on pause until told otherwise.
 */
final class CallCentre implements AutoCloseable {
  static final String AGENT = "201";
  static final String QUEUE = "support";
  private static final String SECRET = "lab-secret-0123456789";
  private static final Judgement.Rules RULES =
      new Judgement.Rules(
          Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(1), 1.0);

  private final Path state;
  private final int door = freePort();
  private final EmbeddedPostgres postgres;
  private final AsteriskLab pbx;
  private final People people;
  private Callers callers;
  private Engine engine;

  /**
   * @param people with agent {@link #AGENT} among them
   * @param state where the engine keeps its secrets and tapes
   */
  CallCentre(People people, Path state) throws IOException {
    this.people = people;
    this.state = state;
    postgres = EmbeddedPostgres.temporary();
    Migrations.migrate(postgres.database());
    pbx =
        people
            .moveInto(
                AsteriskLab.builder(AsteriskForTests.get())
                    .engine("lab", "http://127.0.0.1:" + door, SECRET)
                    .global("AMENDS_OFFER", "no"))
            .queue(people.staff(QueueSpec.of(QUEUE), AGENT))
            .build();
    startPbx();
  }

  /** Starts the PBX, the agent on the hook and on pause. */
  void startPbx() throws IOException {
    pbx.start();
    callers = Callers.of(pbx);
    people.hangUpAll(session());
    pause(true);
  }

  /** As a power cut would. */
  void killPbx() throws IOException {
    callers.close();
    pbx.kill();
  }

  /** Still there, and silent. */
  void freezePbx() throws IOException {
    pbx.freeze();
  }

  boolean engineReady() {
    return engine.ready();
  }

  LabAmi session() {
    return callers.session();
  }

  void pause(boolean paused) throws IOException {
    AmiMessage answer =
        session()
            .action(
                "QueuePause",
                Map.of(
                    "Interface",
                    People.telephone(AGENT),
                    "Queue",
                    QUEUE,
                    "Paused",
                    Boolean.toString(paused)));
    assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
  }

  CompletableFuture<CallerEnd> books(String number) {
    return callers.play(CallerPlan.books(number, QUEUE, Duration.ZERO, Duration.ofMillis(500)));
  }

  /** Starts the engine and waits until its gate is open. */
  void startEngine() {
    engine =
        new Engine(
            new Config(
                "test",
                state,
                new Config.DatabasePlace.Embedded(),
                new Config.DoorPlace("127.0.0.1", door, new Secret(SECRET)),
                List.of(
                    new Config.Pbx(
                        "lab",
                        "127.0.0.1",
                        pbx.amiPort(),
                        new Config.Account(pbx.reader().user(), new Secret(pbx.reader().secret())),
                        new Config.Account(pbx.writer().user(), new Secret(pbx.writer().secret())),
                        TurnNumber.T0_DEFAULT,
                        Duration.ZERO)),
                List.of(new Config.Queue(QUEUE, "lab", Config.Show.MASKED)),
                new CallbackPolicy(Duration.ofHours(24), Duration.ofSeconds(1), 3),
                OrderPolicy.DEFAULT,
                PacingPolicy.DEFAULT),
            postgres.database(),
            committed -> {});
    await("the gate to open", Duration.ofSeconds(30), () -> engine.ready());
  }

  /** Stops it in order. */
  void stopEngine() {
    engine.close();
    engine = null;
  }

  /** What the PBX itself wrote down. */
  Records records() {
    try {
      return Records.read(pbx.celFile(), pbx.queueLog());
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  Judgement judgement() {
    return Judgement.of(records(), RULES);
  }

  /** The value of a note or mark, empty where there is none. */
  String inAstDb(String family, String key) throws IOException {
    CompletableFuture<AmiMessage> found =
        session().next(event -> event.is("DBGetResponse") && event.get("Key").equals(key));
    AmiMessage answer = session().action("DBGet", Map.of("Family", family, "Key", key));
    return answer.isSuccess() ? found.join().get("Val") : "";
  }

  /** The first column of the first row as text, empty where there is none. */
  String sql(String query) {
    try (Connection connection = postgres.database().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? String.valueOf(result.getString(1)) : "";
    } catch (SQLException failed) {
      throw new IllegalStateException(query, failed);
    }
  }

  /** A connection of the test's own, to hold a lock with. */
  Connection connect() throws SQLException {
    return postgres.database().connect();
  }

  /** Fails with what was waited for, and the PBX's last words. */
  void await(String what, Duration atMost, BooleanSupplier condition) {
    assertThat(Waits.until(atMost, condition))
        .withFailMessage(
            () -> "no " + what + " within " + atMost + "; the PBX said:\n" + pbx.lastWords())
        .isTrue();
  }

  @Override
  public void close() throws IOException {
    if (engine != null) {
      engine.close();
    }
    callers.close();
    pbx.close();
    postgres.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
