package amends.app.assembly;

import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import amends.core.pacing.Pacing;
import amends.core.switchboard.Switchboard;
import amends.server.ami.Account;
import amends.server.ami.AsteriskLink;
import amends.server.ami.PbxSettings;
import amends.server.ami.Recorder;
import amends.server.ami.RingFile;
import amends.server.ami.Timings;
import amends.server.bookings.BookingNotes;
import amends.server.bookings.Bookings;
import amends.server.config.Config;
import amends.server.http.PbxDoor;
import amends.server.numbers.PhoneNumber;
import amends.server.runtime.Intake;
import amends.server.runtime.Lanes;
import amends.server.runtime.Nudges;
import amends.server.runtime.PbxHold;
import amends.server.runtime.Poller;
import amends.server.runtime.Worker;
import amends.server.store.Addresses;
import amends.server.store.Database;
import amends.server.store.PgStore;
import amends.server.store.Secrets;
import amends.server.store.Trouble;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One running engine: the parts of the house put together over a database that is migrated and
 * checked.
 *
 * <p>Built from the inside out and closed in the reverse order: first nothing new comes in, then
 * what waits is taken to its end, then the leases are given back.
 */
public final class Engine implements AutoCloseable {
  /** One connection a lane, the poller's, and some for performers, pacers and leases. */
  private static final int CONNECTIONS = 10;

  private static final int RING_FILES = 8;
  private static final long RING_FILE_BYTES = 16L << 20;
  private static final Duration POLL = Duration.ofMillis(250);

  private final Parts parts = new Parts();
  private final List<PbxHold> holds = new ArrayList<>();
  private Addresses addresses;
  private final int doorPort;

  /**
   * Starts it; returns when its door listens. The PBXs are connected to afterwards, see {@link
   * #ready}.
   *
   * @param committed hears every committed turn on this node; must not block
   */
  public Engine(Config config, Database database, Consumer<List<Taken>> committed) {
    try {
      this.doorPort = assemble(config, database, committed);
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private int assemble(Config config, Database database, Consumer<List<Taken>> committed) {
    InstantSource clock = InstantSource.system();
    Secrets secrets = Secrets.in(config.stateFolder(), database);
    addresses = new Addresses(secrets);
    Vertx vertx = Vertx.vertx();
    parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    PgStore store = parts.add(PgStore.open(vertx, database, CONNECTIONS));
    Switchboard switchboard = new Switchboard(config.orders(), config.callback());
    Nudges nudges = new Nudges();
    Consumer<List<Taken>> afterCommit = nudges.andThen(committed);
    Worker worker = new Worker(store, switchboard::take, Trouble::isPassing, afterCommit);
    Lanes lanes = parts.add(Lanes.usual(worker)).start();
    parts
        .add(new Poller(store, switchboard::take, worker, lanes, afterCommit, POLL).beat())
        .start();
    UUID node = UUID.randomUUID();
    for (Config.Pbx pbx : config.pbxs()) {
      Recorder recorder = parts.add(recorder(config, secrets, pbx));
      holds.add(
          parts
              .add(hold(config, pbx, store, lanes, node, nudges, addresses, recorder, clock))
              .start());
    }
    PbxDoor door = parts.add(new PbxDoor(vertx, config, lanes, store, addresses, clock));
    return door.listen();
  }

  private static PbxHold hold(
      Config config,
      Config.Pbx pbx,
      PgStore store,
      Intake intake,
      UUID node,
      Nudges nudges,
      Addresses addresses,
      Recorder recorder,
      InstantSource clock) {
    AtomicReference<PbxHold> hold = new AtomicReference<>();
    AtomicReference<BookingNotes> notes = new AtomicReference<>();
    AsteriskLink link =
        new AsteriskLink(
            settings(config, pbx),
            intake,
            clock,
            (name, found) -> notes.get().found(name, found),
            () -> hold.get().held().isPresent(),
            recorder);
    notes.set(new BookingNotes(new Bookings(addresses), config::promisesIn, intake, link, clock));
    Pacing pacing = new Pacing(config.pacing());
    List<String> queues = config.queuesOf(pbx.id()).stream().map(Config.Queue::name).toList();
    hold.set(
        new PbxHold(
            pbx.id(), link, store, intake, node, queues, pacing, nudges, clock, System::nanoTime));
    return hold.get();
  }

  private static PbxSettings settings(Config config, Config.Pbx pbx) {
    return new PbxSettings(
        pbx.id(),
        pbx.host(),
        pbx.port(),
        account(pbx.reader()),
        account(pbx.writer()),
        Timings.DEFAULT,
        config.orders().ring(),
        pbx.membersWrapUp(),
        pbx.t0());
  }

  private static Account account(Config.Account account) {
    return new Account(account.user(), account.secret().value());
  }

  /** The flight recorder of the wire: what the PBX sent, sealed like the numbers it may show. */
  private static Recorder recorder(Config config, Secrets secrets, Config.Pbx pbx) {
    return new Recorder(
        new RingFile(config.stateFolder().resolve("wire"), pbx.id(), RING_FILES, RING_FILE_BYTES),
        secrets.key("wire", "AES"));
  }

  /** The door's port, also where the configuration left the choice to the system. */
  public int doorPort() {
    return doorPort;
  }

  /** The person at a number, as facts name them. */
  public PartyId partyOf(PhoneNumber number) {
    return addresses.of(number.address());
  }

  /**
   * True when every PBX's lease is held and evidence was sought, so that commands are sent and
   * queues paced.
   */
  public boolean ready() {
    return holds.stream().allMatch(hold -> hold.mayAct().isPresent());
  }

  @Override
  public void close() {
    parts.close();
  }
}
