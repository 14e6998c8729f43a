package amends.server.http;

import amends.server.bookings.BadField;
import amends.server.bookings.Bookings;
import amends.server.bookings.Bookings.Booking;
import amends.server.bookings.Fields;
import amends.server.runtime.Intake;
import amends.server.store.Reply;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * "This caller wants to be called back": answered after COMMIT, or by RETRY, and then the PBX's
 * note keeps it.
 */
final class BookingQuestion implements Question {
  private static final Set<String> FIELDS =
      Set.of(
          "v",
          "secret",
          "pbx",
          "key",
          "number",
          "caller",
          "queue",
          "class",
          "place",
          "confirmed",
          "dialled",
          "lang");
  private static final Pattern ANSWER =
      Pattern.compile("(BOOKED|EXISTS) [0-9a-f]{64} [0-9]{10}|REFUSED [a-z-]+");
  private static final String RETRY = "RETRY";

  private final Bookings bookings;
  private final Intake intake;
  private final BiPredicate<String, String> queues;

  /**
   * @param queues whether this queue of this PBX is configured
   */
  BookingQuestion(Bookings bookings, Intake intake, BiPredicate<String, String> queues) {
    this.bookings = bookings;
    this.intake = intake;
    this.queues = queues;
  }

  @Override
  public String answer(String pbx, Fields fields) throws BadField {
    fields.noOthersThan(FIELDS);
    Booking booking = bookings.read(pbx, fields);
    String queue = fields.orEmpty("queue");
    if (!queues.test(pbx, queue)) {
      throw new BadField(
          "queue",
          "names " + queue + ", which is not among the queues of the configuration for this PBX");
    }
    return switch (intake.offer(booking.letter(), booking.addresses()).join()) {
      case Reply.Said said -> Answers.exact(said.answer(), ANSWER, RETRY);
      // Kept, but no promise was made of it: the note brings it to a person's notice too.
      case Reply.Parked parked -> RETRY;
      case Reply.Full full -> RETRY;
    };
  }

  @Override
  public String late() {
    return RETRY;
  }

  @Override
  public String refused(String why) {
    return "REFUSED " + why;
  }
}
