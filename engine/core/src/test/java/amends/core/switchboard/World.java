package amends.core.switchboard;

import amends.core.callback.BookingAsked;
import amends.core.callback.CallbackPolicy;
import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Fact;
import amends.core.desk.Letter;
import amends.core.desk.Noted;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Signal;
import amends.core.desk.Taken;
import amends.core.order.Order;
import amends.core.order.OrderPolicy;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallNews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The desks with a virtual clock, and a store that is a map: what production does around the
 * switchboard, in memory.
 */
final class World {
  static final PartyId ANN = new PartyId(UUID.fromString("aaaaaaaa-0000-0000-0000-000000000001"));
  static final PartyId BEN = new PartyId(UUID.fromString("bbbbbbbb-0000-0000-0000-000000000002"));

  private final Switchboard switchboard =
      new Switchboard(OrderPolicy.DEFAULT, CallbackPolicy.DEFAULT);
  private final SortedMap<PartyId, Party> parties = new TreeMap<>();
  private Instant clock;
  private long letters;
  private OpenCommands books;
  final List<Command> commands = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  Taken last;

  World(Instant clock) {
    this.clock = clock;
    for (PartyId id : List.of(ANN, BEN)) {
      parties.put(id, new Party(id, PartyFile.EMPTY, new TreeMap<>()));
    }
  }

  Instant now() {
    return clock;
  }

  Party party(PartyId id) {
    return parties.get(id);
  }

  /** The one order of Ann, open or closed. */
  Order order() {
    return (Order) parties.get(ANN).cases().values().iterator().next();
  }

  /** Moves the clock, waking whoever asked to be woken on the way. */
  World at(Instant instant) {
    while (true) {
      Optional<Instant> next =
          parties.values().stream()
              .flatMap(p -> p.cases().values().stream())
              .flatMap(c -> c.wakeAt().stream())
              .min(Instant::compareTo)
              .filter(at -> !at.isAfter(instant));
      if (next.isEmpty()) {
        clock = instant;
        return this;
      }
      clock = next.get().isAfter(clock) ? next.get() : clock;
      for (PartyId id : List.of(ANN, BEN)) {
        WakeUps.due(parties.get(id), clock).forEach(this::take);
      }
    }
  }

  World after(long seconds) {
    return at(clock.plusSeconds(seconds));
  }

  Taken hear(Signal signal) {
    return take(letter(ANN, Optional.empty(), Optional.of(order().ref()), signal));
  }

  /** As the PBX tells it: who it concerns is known, which case is not. */
  Taken hearUnaddressed(Signal signal) {
    return take(letter(ANN, Optional.empty(), Optional.empty(), signal));
  }

  Taken news(CallNews news) {
    return hearUnaddressed(new OrderSignal.Heard(news));
  }

  Taken book(PartyId callee, PartyId caller, BookingAsked asked) {
    return take(
        letter(
            callee,
            callee.equals(caller) ? Optional.empty() : Optional.of(caller),
            Optional.empty(),
            asked));
  }

  /** Whatever is taken meanwhile is written to these books. */
  void taking(OpenCommands into, Runnable what) {
    books = into;
    what.run();
    books = null;
  }

  Taken take(Letter letter) {
    Order before = books == null ? null : order();
    last = switchboard.take(parties, letter, clock);
    parties.putAll(last.after());
    if (books != null) {
      books.write(last, before, order());
    }
    commands.addAll(last.commands());
    last.facts().stream().map(Noted::fact).forEach(facts::add);
    return last;
  }

  Letter letter(PartyId party, Optional<PartyId> by, Optional<CaseRef> to, Signal signal) {
    return new Letter(new UUID(7, ++letters), clock, party, by, to, signal);
  }

  BookingAsked booking(String key) {
    return new BookingAsked(
        "a", key, "support", 0, clock.minusSeconds(90), clock, "4021", "en", Optional.empty());
  }

  UUID reservation() {
    return ((Order.Reserving) order()).reservation();
  }

  UUID attempt() {
    return ((Order.Dialling) order()).course().attempt();
  }

  /** Names of the facts since the last call of this, in order. */
  List<String> newFacts() {
    List<String> names = facts.stream().map(f -> f.getClass().getSimpleName()).toList();
    facts.clear();
    return names;
  }
}
