package amends.app.scene;

import amends.app.assembly.Engine;
import amends.app.assembly.Parts;
import amends.core.callback.CallbackPolicy;
import amends.core.desk.Taken;
import amends.core.order.OrderPolicy;
import amends.core.pacing.PacingPolicy;
import amends.core.pacing.TurnNumber;
import amends.lab.asterisk.AsteriskBinary;
import amends.lab.asterisk.AsteriskLab;
import amends.lab.asterisk.AsteriskLabBuilder;
import amends.lab.asterisk.AsteriskProvision;
import amends.lab.phones.CallerEnd;
import amends.lab.phones.Callers;
import amends.server.config.Config;
import amends.server.config.Secret;
import amends.server.store.Database;
import amends.server.store.DatabaseCheck;
import amends.server.store.Migrations;
import amends.server.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A whole call centre on this machine: a temporary PostgreSQL, a real Asterisk with made-up people,
 * and the engine between them. Everything listens on loopback, and nothing is left when it is
 * closed.
 */
public final class Scene implements AutoCloseable {
  /** The PBX's name in the scene. */
  public static final String PBX = "lab";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration OPENING_MAX = Duration.ofSeconds(60);
  private static final Duration READY_MAX = Duration.ofSeconds(30);

  private final Parts parts = new Parts();
  private final Path folder;
  private AsteriskLab pbx;
  private Callers callers;
  private Engine engine;

  private Scene() throws IOException {
    this.folder = Files.createTempDirectory("amends-scene-");
    Thread atExit = new Thread(() -> Folders.delete(folder), "amends-scene-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    parts.add(() -> Folders.delete(folder));
  }

  /**
   * Builds it up, from the database to the open gate.
   *
   * @param progress hears each part as it stands
   * @param committed hears every committed turn; must not block
   * @throws IOException when a part could not be had; the message says which and what to do
   */
  public static Scene open(
      Cast cast, Settings settings, Consumer<String> progress, Consumer<List<Taken>> committed)
      throws IOException {
    Scene scene = new Scene();
    try {
      scene.build(cast, settings, progress, committed);
      return scene;
    } catch (IOException | RuntimeException failed) {
      scene.close();
      throw failed;
    }
  }

  /**
   * What the promises of the scene are.
   *
   * @param pbxDetails more of the PBX's configuration, where a proof needs it
   */
  public record Settings(
      CallbackPolicy callback, OrderPolicy orders, UnaryOperator<AsteriskLabBuilder> pbxDetails) {
    /**
     * 24 hours to call back, and not before 5 seconds: nobody wants to watch a demo for a minute.
     */
    public static final Settings QUICK =
        new Settings(
            new CallbackPolicy(
                Duration.ofHours(24), Duration.ofSeconds(5), CallbackPolicy.DEFAULT.requestsMax()),
            OrderPolicy.DEFAULT,
            UnaryOperator.identity());

    /** As it is printed. */
    public String line() {
      return "window "
          + callback.window().toHours()
          + " h, min_delay "
          + callback.minDelay().toSeconds()
          + " s";
    }
  }

  private void build(
      Cast cast, Settings settings, Consumer<String> progress, Consumer<List<Taken>> committed)
      throws IOException {
    AsteriskBinary asterisk = AsteriskProvision.obtain();
    EmbeddedPostgres postgres = parts.add(EmbeddedPostgres.temporary());
    Database database = postgres.database();
    DatabaseCheck.refuseUnsafe(database);
    Migrations.migrate(database);
    progress.accept("database    embedded PostgreSQL on " + LOOPBACK + ", in a temporary folder");
    int door = freePort();
    String secret = secret();
    AsteriskLabBuilder builder =
        AsteriskLab.builder(asterisk)
            .engine(PBX, "http://" + LOOPBACK + ":" + door, secret)
            .queue(cast.queue());
    pbx = parts.add(settings.pbxDetails().apply(cast.people().moveInto(builder)).build());
    pbx.start();
    progress.accept(
        "PBX         Asterisk "
            + asterisk.version()
            + ", real, AMI on "
            + LOOPBACK
            + ":"
            + pbx.amiPort());
    callers = parts.add(Callers.of(pbx));
    cast.people().hangUpAll(callers.session());
    engine = parts.add(new Engine(config(cast, settings, door, secret), database, committed));
    if (!Waits.until(READY_MAX, engine::ready)) {
      throw new IOException(
          "the engine had no open gate to its PBX after "
              + READY_MAX.toSeconds()
              + " s; the log says why");
    }
    progress.accept("engine      door on " + LOOPBACK + ":" + door + "; " + settings.line());
  }

  private Config config(Cast cast, Settings settings, int door, String secret) {
    return new Config(
        "scene",
        folder,
        new Config.DatabasePlace.Embedded(),
        new Config.DoorPlace(LOOPBACK, door, new Secret(secret)),
        List.of(
            new Config.Pbx(
                PBX,
                LOOPBACK,
                pbx.amiPort(),
                new Config.Account(pbx.reader().user(), new Secret(pbx.reader().secret())),
                new Config.Account(pbx.writer().user(), new Secret(pbx.writer().secret())),
                TurnNumber.T0_DEFAULT,
                Duration.ofSeconds(cast.queue().wrapUpSeconds()))),
        List.of(new Config.Queue(cast.queue().name(), PBX, Config.Show.MASKED)),
        settings.callback(),
        settings.orders(),
        PacingPolicy.DEFAULT);
  }

  /**
   * Lets the openers telephone, and when each agent has one, everybody else.
   *
   * @return how each call went, in time
   */
  public List<CompletableFuture<CallerEnd>> play(Cast cast) {
    AtomicInteger served = new AtomicInteger();
    callers.session().onEvent(event -> served.addAndGet(event.is("AgentConnect") ? 1 : 0));
    List<CompletableFuture<CallerEnd>> ends = new ArrayList<>(callers.play(cast.openers()));
    if (!Waits.until(OPENING_MAX, () -> served.get() >= cast.openers().size())) {
      throw new IllegalStateException(
          "after "
              + OPENING_MAX.toSeconds()
              + " s only "
              + served
              + " of "
              + cast.openers().size()
              + " agents had a caller: "
              + pbx.lastWords());
    }
    ends.addAll(callers.play(cast.callers()));
    return ends;
  }

  /** The real PBX, for the witnesses of what happened. */
  public AsteriskLab pbx() {
    return pbx;
  }

  /** Lets the scene's callers telephone, and its session hears the PBX's events. */
  public Callers callers() {
    return callers;
  }

  /** The engine between them. */
  public Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    parts.close();
  }

  private static String secret() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException("no free port on " + LOOPBACK, none);
    }
  }
}
