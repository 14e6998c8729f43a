package amends.core.switchboard;

import amends.core.callback.BookingAsked;
import amends.core.callback.CallbackDesk;
import amends.core.callback.CallbackPolicy;
import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Decision;
import amends.core.desk.Hearing;
import amends.core.desk.Letter;
import amends.core.desk.Owners;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Seat;
import amends.core.desk.Signal;
import amends.core.desk.Taken;
import amends.core.desk.WakeUp;
import amends.core.order.Order;
import amends.core.order.OrderDesk;
import amends.core.order.OrderPolicy;
import amends.core.order.OrderSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The whole turn of one letter as a pure function: who owns it, what their desks decide, what must
 * be written.
 */
public final class Switchboard {
  /** More steps for one letter are a bug, not work. */
  static final int STEPS_MAX = 16;

  private final List<Seat<?, ?>> seats;
  private final Owners owners;

  /** For tests: desks and owners as given. */
  Switchboard(List<Seat<?, ?>> seats, Owners owners) {
    this.seats = List.copyOf(seats);
    this.owners = owners;
  }

  /** The desks of this house. */
  public Switchboard(OrderPolicy orders, CallbackPolicy callbacks) {
    this(
        List.of(
            new Seat<>(Order.class, Switchboard::booking, new CallbackDesk(callbacks)),
            new Seat<>(Order.class, OrderDesk::hears, new OrderDesk(orders))),
        new OpenCases());
  }

  /**
   * Takes one letter: nothing is touched, all that must be written is returned.
   *
   * @param parties everybody the letter names, under their locks, with their open cases
   * @param clock the database's time of this turn
   * @throws IllegalArgumentException when a person the letter names is missing
   * @throws IllegalStateException when the letter takes more steps than a letter can, or a wake-up
   *     would wake for ever
   */
  public Taken take(SortedMap<PartyId, Party> parties, Letter letter, Instant clock) {
    requireAll(parties, letter);
    List<CaseRef> concerned = owners.of(parties, letter);
    if (concerned.size() > STEPS_MAX) {
      throw new IllegalStateException(
          "letter "
              + letter.id()
              + " concerns "
              + concerned.size()
              + " cases, at most "
              + STEPS_MAX
              + " can be");
    }
    TurnSheet sheet = new TurnSheet(parties, letter, clock);
    if (concerned.isEmpty()) {
      return sheet.unmatched(unmatchedAnswer(letter.signal()));
    }
    for (CaseRef ref : concerned) {
      Optional<Case> before = sheet.find(ref);
      Decision<? extends Case> decision = ask(ref, before, sheet.hearing());
      sheet.apply(ref, decision);
      mustNotWakeForEver(letter, ref, before, sheet.find(ref), clock);
    }
    return sheet.done();
  }

  private Decision<? extends Case> ask(CaseRef ref, Optional<Case> now, Hearing in) {
    for (Seat<?, ?> seat : seats) {
      Optional<? extends Decision<? extends Case>> decision = ask(seat, ref, now, in);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return new Decision.LetPass<>(
        "no desk hears a " + in.letter().signal().getClass().getSimpleName(), Optional.empty());
  }

  private static <C extends Case, S> Optional<Decision<C>> ask(
      Seat<C, S> seat, CaseRef ref, Optional<Case> now, Hearing in) {
    if (now.isPresent() && !seat.cases().isInstance(now.get())) {
      return Optional.empty();
    }
    return seat.hears()
        .apply(in.letter().signal())
        .map(signal -> seat.desk().decide(ref, now.map(seat.cases()::cast), signal, in));
  }

  private static Optional<BookingAsked> booking(Signal signal) {
    return signal instanceof BookingAsked asked ? Optional.of(asked) : Optional.empty();
  }

  /** A dialplan that asks is told no, so that it need not wait for its time-out. */
  private static Optional<String> unmatchedAnswer(Signal signal) {
    return signal instanceof OrderSignal.AgentAccepted
        ? Optional.of("NO unknown")
        : Optional.empty();
  }

  private static void requireAll(SortedMap<PartyId, Party> parties, Letter letter) {
    requireOne(parties, letter, letter.party());
    letter.by().ifPresent(by -> requireOne(parties, letter, by));
    letter.to().ifPresent(to -> requireOne(parties, letter, to.party()));
  }

  private static void requireOne(SortedMap<PartyId, Party> parties, Letter letter, PartyId party) {
    if (!parties.containsKey(party)) {
      throw new IllegalArgumentException(
          "letter "
              + letter.id()
              + " names person "
              + party
              + ", whom this turn has not locked: lock all it names");
    }
  }

  private static void mustNotWakeForEver(
      Letter letter, CaseRef ref, Optional<Case> before, Optional<Case> after, Instant clock) {
    Optional<Instant> was = before.flatMap(Case::wakeAt).filter(at -> !at.isAfter(clock));
    if (letter.signal() instanceof WakeUp
        && was.isPresent()
        && after.flatMap(Case::wakeAt).equals(was)) {
      throw new IllegalStateException(
          "case "
              + ref
              + " was woken for "
              + was.get()
              + " and asks to be woken for it again: it would wake for ever");
    }
  }
}
