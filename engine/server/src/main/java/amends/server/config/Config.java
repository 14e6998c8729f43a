package amends.server.config;

import amends.core.callback.CallbackPolicy;
import amends.core.order.OrderPolicy;
import amends.core.pacing.PacingPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything the configuration says. No text form of it shows a secret.
 *
 * @param node this engine's name in logs and leases
 * @param stateFolder where the key, the embedded database and the ring files are kept
 */
public record Config(
    String node,
    Path stateFolder,
    DatabasePlace database,
    DoorPlace door,
    List<Pbx> pbxs,
    List<Queue> queues,
    CallbackPolicy callback,
    OrderPolicy orders,
    PacingPolicy pacing) {
  public Config {
    pbxs = List.copyOf(pbxs);
    queues = List.copyOf(queues);
  }

  /** The queues of one PBX. */
  public List<Queue> queuesOf(String pbx) {
    return queues.stream().filter(queue -> queue.pbx().equals(pbx)).toList();
  }

  /** The database: our own in the state folder, or one that stands elsewhere. */
  public sealed interface DatabasePlace {
    /** Made and started by this engine. */
    record Embedded() implements DatabasePlace {}

    /**
     * A PostgreSQL that somebody else runs.
     *
     * @param url {@code postgresql://host:port/name}
     */
    record Elsewhere(String url, String user, Secret password) implements DatabasePlace {}
  }

  /**
   * Where a PBX asks.
   *
   * @param listen a loopback address as long as the PBX is on this machine
   * @param port 0 lets the system choose one
   */
  public record DoorPlace(String listen, int port, Secret secret) {}

  /**
   * One Asterisk.
   *
   * @param t0 its AMENDS_T0, epoch seconds
   * @param membersWrapUp wrapuptime of its queues.conf, which AMI does not tell
   */
  public record Pbx(
      String id,
      String host,
      int port,
      Account reader,
      Account writer,
      long t0,
      Duration membersWrapUp) {}

  /** An account in manager.conf. */
  public record Account(String user, Secret secret) {}

  /**
   * A queue in which callbacks are promised.
   *
   * @param show how much of a customer's number an agent's phone may show
   */
  public record Queue(String name, String pbx, Show show) {}

  /** How much of a number is shown. */
  public enum Show {
    /** {@code ***3000}. */
    MASKED,
    FULL
  }

  /** The queue by name, where it is configured. */
  public Optional<Queue> queue(String pbx, String name) {
    return queuesOf(pbx).stream().filter(queue -> queue.name().equals(name)).findFirst();
  }

  /** Whether callbacks are promised in this queue of this PBX. */
  public boolean promisesIn(String pbx, String queue) {
    return queue(pbx, queue).isPresent();
  }
}
