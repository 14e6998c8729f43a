package amends.server.bookings;

import amends.core.callback.BookingAsked;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.server.numbers.PhoneNumber;
import amends.server.runtime.LetterId;
import amends.server.store.Addresses;
import amends.server.store.Sealed;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes the letter of a booking from its fields; from here on nobody sees the number, only the
 * person it belongs to.
 */
public final class Bookings {
  private static final Pattern KEY = Pattern.compile("[0-9A-Za-z_.-]{1,100}-[0-9]{1,4}");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
  private static final Pattern LINE = Pattern.compile("\\+?[0-9]{0,32}");
  private static final Pattern DIALLED = Pattern.compile("\\+?[0-9]{0,20}");
  private static final Pattern QUEUE = Pattern.compile("[0-9A-Za-z_.-]{1,80}");
  private static final Pattern CLASS = Pattern.compile("[0-9]");

  /** As a PBX calls its sound sets; no booking is refused for an odd one. */
  private static final Pattern LANGUAGE = Pattern.compile("[0-9A-Za-z_-]{0,40}");

  private static final String LANGUAGE_DEFAULT = "en";

  private final Addresses addresses;

  public Bookings(Addresses addresses) {
    this.addresses = addresses;
  }

  /** A request as a letter, and the sealed numbers that go beside it. */
  public record Booking(Letter letter, SortedMap<PartyId, Sealed> addresses) {}

  /** Reads a request, from the door or from a note: the same request gives the same letter. */
  public Booking read(String pbx, Fields fields) throws BadField {
    String key = fields.text("key", KEY, "<UNIQUEID>-<n>");
    String given = fields.digits("number", NUMBER, "3 to 15 digits, a + may come first");
    PhoneNumber number = PhoneNumber.of(given).orElseThrow();
    Optional<PhoneNumber> caller =
        PhoneNumber.of(fields.digits("caller", LINE, "digits, a + may come first, or nothing"));
    String queue = fields.text("queue", QUEUE, "a queue's name of letters, digits, '.', '_', '-'");
    int turnClass = Integer.parseInt(fields.text("class", CLASS, "one digit"));
    Instant place = fields.epoch("place");
    Instant confirmed = fields.epoch("confirmed");
    String dialled =
        fields
            .digits("dialled", DIALLED, "at most 20 digits, a + may come first, or nothing")
            .replace("+", "");
    String language =
        fields.text("lang", LANGUAGE, "a sound set's name such as en or pt_BR, or nothing");
    SortedMap<PartyId, Sealed> sealed = new TreeMap<>();
    PartyId party = seal(number, sealed);
    Optional<PartyId> by =
        caller.filter(other -> !other.equals(number)).map(other -> seal(other, sealed));
    BookingAsked asked =
        new BookingAsked(
            pbx,
            key,
            queue,
            turnClass,
            place,
            confirmed,
            dialled,
            language.isEmpty() ? LANGUAGE_DEFAULT : language,
            Optional.empty());
    return new Booking(
        new Letter(LetterId.of("booking", pbx, key), confirmed, party, by, Optional.empty(), asked),
        sealed);
  }

  private PartyId seal(PhoneNumber number, SortedMap<PartyId, Sealed> into) {
    PartyId party = addresses.of(number.address());
    into.put(party, addresses.seal(number.address()));
    return party;
  }
}
