package amends.server.store;

import amends.core.callback.BookingAsked;
import amends.core.desk.CaseRef;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.desk.Signal;
import amends.core.order.OrderSignal;
import amends.core.order.OrderSignal.Released;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Letters as the doors make them: the id is the hash of the source's own. */
final class Letters {
  /** When everybody in these tests confirmed: letters of one name are the same letter. */
  private static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private Letters() {}

  static PartyId party(int n) {
    return new PartyId(UUID.nameUUIDFromBytes(("person " + n).getBytes(StandardCharsets.UTF_8)));
  }

  static Letter booking(PartyId party, String key, String queue) {
    return booking(party, Optional.empty(), key, queue, "");
  }

  static Letter booking(PartyId party, Optional<PartyId> by, String key, String queue, String dialled) {
    return letter("booking " + key, party, by, Optional.empty(),
        new BookingAsked("a", key, queue, 5, START, START, dialled, "en", Optional.empty()));
  }

  static Letter released(CaseRef order, long fence, String name) {
    return letter("released " + name, order.party(), Optional.empty(), Optional.of(order), new Released("pbx:a", fence));
  }

  static Letter to(CaseRef order, String name, OrderSignal signal) {
    return letter(name, order.party(), Optional.empty(), Optional.of(order), signal);
  }

  static Letter letter(String name, PartyId party, Optional<PartyId> by, Optional<CaseRef> to, Signal signal) {
    return new Letter(id(name), Instant.now().truncatedTo(ChronoUnit.MICROS), party, by, to, signal);
  }

  /** Never taken: opens a turn only to look. */
  static Letter toNobody(PartyId party) {
    return letter("look " + UUID.randomUUID(), party, Optional.empty(), Optional.empty(), new amends.core.desk.WakeUp(amends.core.desk.Kind.ORDER, Instant.EPOCH));
  }

  static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
