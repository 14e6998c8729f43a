package amends.server.bookings;

import amends.core.callback.BookingAsked;
import amends.core.desk.Command;
import amends.core.desk.Letter;
import amends.server.bookings.Bookings.Booking;
import amends.server.runtime.Gateway;
import amends.server.runtime.Intake;
import amends.server.runtime.LetterId;
import amends.server.runtime.Sparingly;
import amends.server.store.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains the notes that a PBX kept of bookings nobody answered: each becomes the same letter that
 * the door would have made.
 *
 * <p>A note is forgotten only after its booking is committed, also where the booking had come
 * through the door and only the answer was lost. Where the door had refused and that answer was
 * lost, the caller heard that his wish is noted: it is a promise now, and goes in as a letter of
 * its own, which no cap refuses. Any other note stands and is given again, and so does one whose
 * caller may still be on the line: it is booked, but he has yet to read it back, or to hear the
 * refusal.
 */
public final class BookingNotes {
  private static final Logger LOG = LoggerFactory.getLogger(BookingNotes.class);
  private static final Pattern REFUSED = Pattern.compile("REFUSED .*");
  private static final String[] FIELDS = {
    "number", "caller", "queue", "class", "place", "confirmed", "dialled", "lang"
  };
  private static final int LENGTH_MAX = 512;

  /**
   * The caller reads his note back before he is told that it stands (two questions of 2 s, "one
   * moment", 1.2 s). Until then the note is his: taken away, he would hear that it did not work.
   */
  private static final Duration STILL_ON_THE_LINE = Duration.ofSeconds(20);

  private final Sparingly complaints = new Sparingly(Duration.ofHours(1));
  private final Bookings bookings;
  private final BiPredicate<String, String> known;
  private final Intake intake;
  private final Gateway gateway;
  private final InstantSource clock;

  /**
   * @param known whether this queue of this PBX is one that callbacks are promised in
   * @param gateway of the PBX whose notes these are; asked to let it forget a note
   */
  public BookingNotes(
      Bookings bookings,
      BiPredicate<String, String> known,
      Intake intake,
      Gateway gateway,
      InstantSource clock) {
    this.bookings = bookings;
    this.known = known;
    this.intake = intake;
    this.gateway = gateway;
    this.clock = clock;
  }

  /**
   * Takes the notes of a PBX: may be called again and again with the same.
   *
   * @param notes by key, {@code <pbx>-<uniqueid>-<n>}; the values may be anything
   */
  public void found(String pbx, SortedMap<String, String> notes) {
    notes.forEach((key, value) -> found(pbx, key, value));
  }

  private void found(String pbx, String key, String value) {
    Booking booking;
    try {
      booking = parse(pbx, key, value);
    } catch (BadField bad) {
      complaints.say(
          key,
          more ->
              LOG.error(
                  "PBX {}: the note {} cannot be read: {}. It stands; a person must look at it",
                  pbx,
                  printable(key),
                  bad.getMessage()));
      return;
    }
    boolean listening =
        clock.instant().isBefore(booking.letter().happenedAt().plus(STILL_ON_THE_LINE));
    CompletableFuture<Reply> booked = intake.offer(booking.letter(), booking.addresses());
    if (listening) {
      return;
    }
    booked
        .thenCompose(
            reply ->
                refused(reply)
                    ? intake.offer(asPromised(booking.letter(), pbx, key), booking.addresses())
                    : done(reply))
        .thenAccept(reply -> told(pbx, key, reply));
  }

  private static CompletableFuture<Reply> done(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private static boolean refused(Reply reply) {
    return reply instanceof Reply.Said(Optional<String> answer)
        && answer.filter(line -> REFUSED.matcher(line).matches()).isPresent();
  }

  /** Another letter than the door's: the caller holds a promise, and the desk is told so. */
  private static Letter asPromised(Letter door, String pbx, String key) {
    BookingAsked asked = (BookingAsked) door.signal();
    BookingAsked noted =
        new BookingAsked(
            asked.pbx(),
            asked.key(),
            asked.queue(),
            asked.turnClass(),
            asked.place(),
            asked.confirmedAt(),
            asked.dialled(),
            asked.language(),
            Optional.of(key));
    return new Letter(
        LetterId.of("booking-noted", pbx, key),
        door.happenedAt(),
        door.party(),
        door.by(),
        door.to(),
        noted);
  }

  /**
   * The booking that a note {@code v1|number|caller|queue|class|place|confirmed|dialled|lang}
   * stands for.
   */
  Booking parse(String pbx, String key, String value) throws BadField {
    String mine = pbx + "-";
    if (!key.startsWith(mine)) {
      throw new BadField(
          "key",
          "does not begin with the name of its PBX; is AMENDS_PBX the name in the configuration?");
    }
    if (value.length() > LENGTH_MAX) {
      throw new BadField(
          "value", "has " + value.length() + " characters, a note has at most " + LENGTH_MAX);
    }
    String[] parts = value.split("\\|", -1);
    if (parts.length != FIELDS.length + 1 || !parts[0].equals("v1")) {
      throw new BadField(
          "value",
          "has " + parts.length + " parts; wanted: v1 and " + FIELDS.length + " fields between |");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key.substring(mine.length()));
    for (int i = 0; i < FIELDS.length; i++) {
      fields.put(FIELDS[i], parts[i + 1]);
    }
    Booking booking = bookings.read(pbx, Fields.of(fields));
    if (!known.test(pbx, fields.get("queue"))) {
      throw new BadField(
          "queue",
          "names a queue that is not among the queues of the configuration, so nobody would be"
              + " called back; add it there");
    }
    return booking;
  }

  private void told(String pbx, String key, Reply reply) {
    if (!(reply instanceof Reply.Said) || refused(reply)) {
      complaints.say(
          key,
          more ->
              LOG.warn(
                  "PBX {}: the note {} is not booked yet ({}); it stands and is tried again",
                  pbx,
                  key,
                  reply));
      return;
    }
    try {
      gateway.perform(
          new Command.AckNote(
              LetterId.of("forget", pbx, key), pbx, key, clock.instant().plusSeconds(30)));
    } catch (RuntimeException linkDown) {
      LOG.debug(
          "PBX {}: the note {} is booked and will be forgotten at the next contact",
          pbx,
          key,
          linkDown);
    }
  }

  private static String printable(String key) {
    return key.replaceAll("[^0-9A-Za-z_.-]", "?");
  }
}
