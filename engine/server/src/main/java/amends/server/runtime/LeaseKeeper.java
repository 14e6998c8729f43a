package amends.server.runtime;

import amends.server.store.Lease;
import amends.server.store.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one lease for this node: takes it when it is free, renews it, and knows when it may no
 * longer act.
 *
 * <p>The term is counted on the monotonic clock from <em>before</em> the database was asked, so
 * this node stops sending before the database would give the lease to another, also when the answer
 * was slow, or the process stood still.
 */
public final class LeaseKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Store store;
  private final String name;
  private final UUID node;
  private final Terms terms;
  private final LongSupplier nanos;
  private final LeaseListener listener;
  private volatile Optional<Held> held = Optional.empty();

  /**
   * How long a lease lasts, and how it is looked after.
   *
   * @param term how long a lease lasts without being renewed
   * @param renew how often it is renewed, and how often a free one is looked for
   * @param margin how long before its end this node stops sending
   */
  public record Terms(Duration term, Duration renew, Duration margin) {
    /** 10 s, renewed each 3 s; sending stops 2 s before the end. */
    public static final Terms USUAL =
        new Terms(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(2));
  }

  private record Held(Lease lease, long sinceNanos) {}

  /**
   * @param nanos a monotonic clock, {@code System::nanoTime}
   */
  public LeaseKeeper(
      Store store,
      String name,
      UUID node,
      Terms terms,
      LongSupplier nanos,
      LeaseListener listener) {
    this.store = store;
    this.name = name;
    this.node = node;
    this.terms = terms;
    this.nanos = nanos;
    this.listener = listener;
  }

  /** The beat this keeper wants. */
  public Beat beat() {
    return new Beat("lease-" + name, terms.renew(), terms.renew().dividedBy(10), this::step);
  }

  /** The lease, as long as this node may act under it; asked before every send. */
  public Optional<Lease> mayAct() {
    return held.filter(this::lasts).map(Held::lease);
  }

  /** One look: renew what is held, take what is free. */
  void step() {
    Optional<Held> now = held;
    if (now.isPresent()) {
      renew(now.get());
    } else {
      acquire();
    }
  }

  /** Gives the lease up at an orderly stop; call after the beat has ended. */
  public void giveUp() {
    Optional<Held> now = held;
    if (now.isEmpty()) {
      return;
    }
    held = Optional.empty();
    LOG.info("{} is given back: this node stops", name);
    listener.lost(now.get().lease(), "this node stops");
    try {
      store.release(now.get().lease());
    } catch (RuntimeException trouble) {
      LOG.warn(
          "{} could not be given back; another node can take it when its term is over",
          name,
          trouble);
    }
  }

  private void renew(Held now) {
    long asked = nanos.getAsLong();
    boolean renewed;
    try {
      renewed = store.renew(now.lease(), terms.term());
    } catch (RuntimeException trouble) {
      if (lasts(now)) {
        LOG.warn("{} was not renewed, and will be tried again: {}", name, trouble.toString());
      } else {
        lose(now, "it could not be renewed in time: " + trouble);
      }
      return;
    }
    if (!renewed) {
      lose(now, "another node has taken it, or its term was over");
    } else if (!lasts(now)) {
      // The answer came, but for a while nobody knew: what was begun under the old term must not go
      // on.
      lose(now, "it was renewed too late");
      gain(now.lease(), asked);
    } else {
      held = Optional.of(new Held(now.lease(), asked));
    }
  }

  private void acquire() {
    long asked = nanos.getAsLong();
    store.acquire(name, node, terms.term()).ifPresent(lease -> gain(lease, asked));
  }

  private void gain(Lease lease, long asked) {
    Held gained = new Held(lease, asked);
    if (!lasts(gained)) {
      return;
    }
    held = Optional.of(gained);
    LOG.info("{} is held by this node, fence {}", name, lease.fence());
    listener.gained(lease);
  }

  private void lose(Held lost, String why) {
    held = Optional.empty();
    LOG.warn("{} is no longer held by this node: {}", name, why);
    listener.lost(lost.lease(), why);
  }

  private boolean lasts(Held lease) {
    return nanos.getAsLong() - lease.sinceNanos() < terms.term().minus(terms.margin()).toNanos();
  }
}
