package amends.server.runtime;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Ids;
import amends.core.desk.Letter;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import amends.server.store.Lease;
import amends.server.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of commands that were sent and not heard of: from the PBX's own live
 * channels and marks.
 *
 * <pre>
 *   reservation  channel lives: nothing to say      gone, and its time over: Gone(LOST)
 *   attempt      channel lives: nothing to say      gone, marked: Over(UNKNOWN), it counts
 *                                                   gone, not marked, notAfter + 2 s passed: NotPlaced, it does not
 * </pre>
 *
 * <p>Before its time is over a command is left alone: a PBX that stood still may yet carry it out.
 * Where a look at the PBX fails nothing is concluded.
 */
final class Evidence {
  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

  /** How long after its last permitted start a command is still given. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Store store;
  private final PbxEvidence pbx;
  private final InstantSource clock;
  private final Outbox told;
  private final Set<UUID> concluded = new TreeSet<>();
  private Set<UUID> missing = new TreeSet<>();

  Evidence(Store store, PbxEvidence pbx, Intake intake, InstantSource clock) {
    this.store = store;
    this.pbx = pbx;
    this.clock = clock;
    this.told = new Outbox(intake);
  }

  /**
   * After the link came up: what we did not hear while it was down is lost, so one look is enough.
   */
  void afterOutage(Lease lease) {
    concluded.clear();
    look(lease, true);
  }

  /**
   * While the link is up: the events of a call that just ended may still be on their way, so what
   * would be told as lost must have been missing at the last look too.
   */
  void again(Lease lease) {
    look(lease, false);
  }

  private void look(Lease lease, boolean oneLookIsEnough) {
    told.offer();
    List<Command> open = store.open(lease);
    List<PbxEvidence.Channel> channels = open.isEmpty() ? List.of() : pbx.channels();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Set<UUID> missingNow = new TreeSet<>();
    for (Command command : open) {
      if (command instanceof Command.Withdraw || command instanceof Command.AckNote) {
        // It may or may not have been sent. A place-holder that still stands is asked again, a note
        // that still stands is drained again.
        store.done(lease, command, "not known whether it was sent");
      } else if (now.isAfter(command.notAfter().plus(GRACE)) && !lives(command, channels)) {
        missingNow.add(command.id());
        conclude(command, lease, now, oneLookIsEnough || missing.contains(command.id()));
      }
    }
    missing = missingNow;
    told.offer();
  }

  /**
   * @param sure nothing of it can still be on its way here; an attempt that was never marked needs
   *     no such patience
   */
  private void conclude(Command command, Lease lease, Instant now, boolean sure) {
    if (command instanceof Command.Reserve reserve && sure) {
      tell(
          reserve.order(),
          reserve.id(),
          lease,
          new CallNews.Gone(reserve.id(), CallNews.Ending.LOST, now),
          now);
    } else if (command instanceof Command.PlaceCall call) {
      boolean marked = pbx.marked(Ids.hex(call.order().party().hmac()) + Ids.hex(call.id()));
      if (!marked) {
        tell(
            call.order(),
            call.id(),
            lease,
            new CallNews.NotPlaced(call.id(), Optional.of(call.id()), "silent", now),
            now);
      } else if (sure) {
        tell(call.order(), call.id(), lease, over(call.id(), now), now);
      }
    }
  }

  private static CallNews over(UUID attempt, Instant now) {
    return new CallNews.Over(
        attempt,
        Outcome.UNKNOWN,
        0,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        now);
  }

  private void tell(CaseRef order, UUID command, Lease lease, CallNews news, Instant now) {
    if (!concluded.add(command)) {
      return;
    }
    LOG.info(
        "{} of order {}: no channel of it is left on {}",
        news.getClass().getSimpleName(),
        order.id(),
        lease.name());
    // The instant is part of the news, so it is part of the id: the same id must mean the same
    // letter.
    UUID id = LetterId.of("evidence", command, news.getClass().getSimpleName(), now);
    told.add(
        new Letter(
            id,
            now,
            order.party(),
            Optional.empty(),
            Optional.of(order),
            new OrderSignal.Heard(news)));
  }

  /**
   * A reservation is known by its own channel; an attempt by any channel that began with one of
   * this person's ids.
   */
  private static boolean lives(Command command, List<PbxEvidence.Channel> channels) {
    return switch (command) {
      case Command.Reserve reserve -> anyBegins(channels, reserve.channel());
      case Command.PlaceCall call -> anyBegins(channels, Ids.hex(call.order().party().hmac()));
      case Command.Withdraw withdraw -> false;
      case Command.AckNote note -> true;
    };
  }

  private static boolean anyBegins(List<PbxEvidence.Channel> channels, String name) {
    return channels.stream()
        .anyMatch(one -> one.uniqueId().startsWith(name) || one.linkedId().startsWith(name));
  }
}
