package amends.server.runtime;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Letter;
import amends.core.order.OrderSignal;
import amends.server.store.Lease;
import amends.server.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the commands of one gateway, each at most once: claimed and committed before a byte leaves,
 * never sent again.
 *
 * <p>A command that provably did not leave (its time was over, the lease had gone, the gateway
 * refused it) is told to its order. Whatever happens after the claim without such proof is doubt,
 * and only {@link Evidence} resolves it.
 */
final class Performer {
  private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
  private static final int COMMANDS_MAX = 16;

  /** A command with less time left than this is not begun. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final Store store;
  private final Gateway gateway;
  private final Supplier<Optional<Lease>> mayAct;
  private final InstantSource clock;
  private final Outbox unsent;

  /**
   * @param mayAct the lease while this node may send under it and the link's gate is open
   */
  Performer(
      Store store,
      Gateway gateway,
      Intake intake,
      Supplier<Optional<Lease>> mayAct,
      InstantSource clock) {
    this.store = store;
    this.gateway = gateway;
    this.mayAct = mayAct;
    this.clock = clock;
    this.unsent = new Outbox(intake);
  }

  /** One look: true when there may be more to send. */
  boolean step() {
    unsent.offer();
    Optional<Lease> lease = mayAct.get();
    if (lease.isEmpty()) {
      return false;
    }
    List<Command> claimed = store.claim(lease.get(), COMMANDS_MAX, MARGIN);
    claimed.forEach(command -> send(command, lease.get()));
    unsent.offer();
    return claimed.size() == COMMANDS_MAX;
  }

  /**
   * Needs the lease but not the link: while a PBX is away, orders hear of what could not be sent in
   * time.
   */
  boolean expire(Lease lease) {
    return store.expire(lease, COMMANDS_MAX) == COMMANDS_MAX;
  }

  private void send(Command command, Lease claimedUnder) {
    if (!mayAct.get().equals(Optional.of(claimedUnder))) {
      tellUnsent(command, "lease-or-link-lost");
      return;
    }
    try {
      gateway.perform(command);
    } catch (RuntimeException nothingLeft) {
      LOG.warn(
          "{} {} was not sent: {}",
          command.getClass().getSimpleName(),
          command.id(),
          nothingLeft.toString());
      tellUnsent(command, "not-sent");
      return;
    }
    if (command instanceof Command.Withdraw || command instanceof Command.AckNote) {
      store.done(claimedUnder, command, "sent");
    }
  }

  private void tellUnsent(Command command, String why) {
    Optional<CaseRef> order = orderOf(command);
    if (order.isEmpty()) {
      LOG.info(
          "{} {} was not sent ({}); the PBX's note comes again by itself",
          command.getClass().getSimpleName(),
          command.id(),
          why);
      return;
    }
    unsent.add(unsent(command, order.get(), why, clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  static Letter unsent(Command command, CaseRef order, String why, Instant at) {
    return new Letter(
        LetterId.of("unsent", command.id(), why),
        at,
        order.party(),
        Optional.empty(),
        Optional.of(order),
        new OrderSignal.Unsent(command.id(), why));
  }

  static Optional<CaseRef> orderOf(Command command) {
    return switch (command) {
      case Command.Reserve reserve -> Optional.of(reserve.order());
      case Command.Withdraw withdraw -> Optional.of(withdraw.order());
      case Command.PlaceCall call -> Optional.of(call.order());
      case Command.AckNote note -> Optional.empty();
    };
  }
}
