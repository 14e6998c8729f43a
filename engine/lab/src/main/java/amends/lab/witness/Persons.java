package amends.lab.witness;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who stands behind a place-holder. A reservation's id begins with 32 digits that are the same for
 * all reservations of one person; which person, is known from outside once any of them has made
 * that person's telephone ring.
 */
final class Persons {
  private static final int PARTY_DIGITS = 32;

  private final Map<String, String> numberByParty = new HashMap<>();
  private final List<Booking> bookings;

  private Persons(List<Booking> bookings) {
    this.bookings = bookings;
  }

  static Persons from(List<CelRow> cel) {
    Persons persons = new Persons(Booking.from(cel));
    Ring.from(cel).stream()
        .filter(r -> isReservation(r.linkedid()))
        .forEach(r -> persons.numberByParty.put(party(r.linkedid()), r.number()));
    return persons;
  }

  /** Whether a call's linkedid is a reservation of the engine: 64 hex digits and -1. */
  static boolean isReservation(String linkedid) {
    return linkedid.matches("[0-9a-f]{64}-1");
  }

  /** The number, or the empty text. */
  String numberBehind(String linkedid) {
    return isReservation(linkedid) ? numberByParty.getOrDefault(party(linkedid), "") : "";
  }

  /** The last booking by that person before the instant. */
  Optional<Booking> promiseBehind(String linkedid, Instant before) {
    String number = numberBehind(linkedid);
    return bookings.stream()
        .filter(b -> b.isPromise() && !number.isEmpty() && Numbers.same(b.number(), number))
        .filter(b -> b.asked().isBefore(before))
        .reduce((a, b) -> b);
  }

  private static String party(String linkedid) {
    return linkedid.substring(0, PARTY_DIGITS);
  }
}
