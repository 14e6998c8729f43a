package amends.server.runtime;

import amends.core.pacing.Pacing;
import amends.server.store.Lease;
import amends.server.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PBX, from this node's side: holds its lease, and while it does, its link, its performer and
 * its pacer.
 *
 * <pre>
 *   no lease ──gained──► link opens ──up──► evidence is sought ──► gate open: commands are sent, queues are paced
 *       ▲                    ▲   └──────────────down────────────────────┘
 *       └────────lost────────┴── link closes
 * </pre>
 */
public final class PbxHold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PbxHold.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration EVIDENCE_LOOK = Duration.ofSeconds(15);

  private final String pbx;
  private final PbxLink link;
  private final LeaseKeeper keeper;
  private final Performer performer;
  private final Pacer pacer;
  private final Evidence evidence;
  private final List<Beat> beats;
  private final Beat performing;
  private final Beat seeking;
  private final Object gate = new Object();
  private boolean up;
  private boolean open;
  private long ups;

  /**
   * @param queues the queues of this PBX that are paced
   * @param clock of this node; only told in letters as "when seen"
   * @param nanos a monotonic clock, {@code System::nanoTime}
   */
  public PbxHold(
      String pbx,
      PbxLink link,
      Store store,
      Intake intake,
      UUID node,
      List<String> queues,
      Pacing pacing,
      Nudges nudges,
      InstantSource clock,
      LongSupplier nanos) {
    this.pbx = pbx;
    this.link = link;
    this.keeper =
        new LeaseKeeper(
            store, "pbx:" + pbx, node, LeaseKeeper.Terms.USUAL, nanos, new OfTheLease());
    this.performer = new Performer(store, link, intake, this::mayAct, clock);
    this.pacer = new Pacer(pbx, queues, link, store, intake, pacing, this::mayAct, clock);
    this.evidence = new Evidence(store, link, intake, clock);
    this.performing = new Beat("performer-" + pbx, LOOK, Duration.ofMillis(5), this::perform);
    this.seeking = new Beat("evidence-" + pbx, EVIDENCE_LOOK, LOOK, this::seek);
    Beat pacingBeat = new Beat("pacer-" + pbx, LOOK, Duration.ofMillis(50), pacer::step);
    this.beats = List.of(keeper.beat(), performing, seeking, pacingBeat);
    nudges.register("pbx:" + pbx, performing::nudge);
  }

  public PbxHold start() {
    beats.forEach(Beat::start);
    return this;
  }

  /** The lease, while this node holds it and the gate is open. */
  public Optional<Lease> mayAct() {
    synchronized (gate) {
      return open ? keeper.mayAct() : Optional.empty();
    }
  }

  /** The lease, while this node holds it, whether or not the PBX can be reached. */
  public Optional<Lease> held() {
    return keeper.mayAct();
  }

  /**
   * Stops sending, closes the link and gives the lease back, so that another node can take over at
   * once.
   */
  @Override
  public void close() {
    shut();
    beats.forEach(Beat::close);
    keeper.giveUp();
  }

  private void perform() {
    boolean more = keeper.mayAct().map(performer::expire).orElse(false);
    if (performer.step() || more) {
      performing.nudge();
    }
  }

  private void seek() {
    Optional<Lease> lease = keeper.mayAct();
    long now;
    boolean first;
    synchronized (gate) {
      now = ups;
      first = !open;
      if (!up || lease.isEmpty()) {
        return;
      }
    }
    try {
      if (first) {
        evidence.afterOutage(lease.get());
        openGate(now);
      } else {
        evidence.again(lease.get());
      }
    } catch (RuntimeException trouble) {
      if (first) {
        seeking.nudge();
      }
      throw trouble;
    }
  }

  private void openGate(long sought) {
    synchronized (gate) {
      open = up && ups == sought;
    }
    LOG.info("PBX {}: evidence was sought, commands may be sent", pbx);
    performing.nudge();
  }

  private void shut() {
    synchronized (gate) {
      up = false;
      open = false;
    }
  }

  private final class OfTheLease implements LeaseListener {
    @Override
    public void gained(Lease lease) {
      link.open(new OfTheLink());
    }

    @Override
    public void lost(Lease lease, String why) {
      shut();
      link.close();
    }
  }

  private final class OfTheLink implements LinkListener {
    @Override
    public void up() {
      synchronized (gate) {
        up = true;
        open = false;
        ups++;
      }
      seeking.nudge();
    }

    @Override
    public void down(String why) {
      LOG.warn(
          "PBX {}: the link is down ({}); nothing is sent until evidence was sought again",
          pbx,
          why);
      shut();
    }
  }
}
