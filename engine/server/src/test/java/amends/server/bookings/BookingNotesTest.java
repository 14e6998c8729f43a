package amends.server.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.callback.BookingAsked;
import amends.core.desk.Command;
import amends.core.desk.Letter;
import amends.server.bookings.Bookings.Booking;
import amends.server.store.Addresses;
import amends.server.store.Reply;
import amends.server.store.Secrets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookingNotesTest {
  private static final String KEY = "a-1772442000.17-1";
  private static final String VALUE =
      "v1|+48100003000|48100003001|sales|3|1772441000|1772442000|800|pl";

  private final Addresses addresses = new Addresses(Secrets.of(new byte[32]));
  private final Bookings bookings = new Bookings(addresses);
  private final List<Letter> letters = new ArrayList<>();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<Command> forgotten = new ArrayList<>();
  private Instant now = Instant.ofEpochSecond(1_772_442_060);
  private final BookingNotes notes =
      new BookingNotes(
          bookings,
          (pbx, queue) -> queue.equals("sales"),
          (letter, beside) -> {
            letters.add(letter);
            return CompletableFuture.completedFuture(replies.remove());
          },
          forgotten::add,
          () -> now);

  @Test
  void a_note_is_the_same_letter_as_the_request_at_the_door() throws Exception {
    Booking noted = notes.parse("a", KEY, VALUE);
    String form =
        "v=1&secret=s&pbx=a&key=1772442000.17-1&number=%2B48100003000&caller=48100003001&queue=sales&class=3&place=1772441000"
            + "&confirmed=1772442000&dialled=800&lang=pl";
    Booking asked = bookings.read("a", Fields.ofForm(form));
    assertThat(noted.letter()).isEqualTo(asked.letter());
    assertThat(noted.letter().party())
        .isEqualTo(addresses.of("tel:48100003000"))
        .isEqualTo(asked.letter().party());
    assertThat(noted.letter().by()).contains(addresses.of("tel:48100003001"));
    assertThat(noted.letter().signal())
        .isEqualTo(
            new BookingAsked(
                "a",
                "1772442000.17-1",
                "sales",
                3,
                Instant.ofEpochSecond(1_772_441_000),
                Instant.ofEpochSecond(1_772_442_000),
                "800",
                "pl",
                Optional.empty()));
    assertThat(noted.addresses()).hasSize(2);
    assertThat(addresses.open(noted.addresses().get(noted.letter().party())))
        .isEqualTo("tel:48100003000");
  }

  @Test
  void a_caller_who_is_the_customer_or_unknown_is_not_another_person() throws Exception {
    assertThat(
            notes
                .parse("a", KEY, "v1|48100003000|+48100003000|sales|0|1772441000|1772442000||")
                .letter()
                .by())
        .isEmpty();
    assertThat(
            notes.parse("a", KEY, "v1|48100003000||sales|0|1772441000|1772442000||").letter().by())
        .isEmpty();
    assertThat(
            notes
                .parse("a", KEY, "v1|48100003000|12|sales|0|1772441000|1772442000||")
                .letter()
                .by())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1",
        "v2|48100003000||sales|0|1772441000|1772442000||",
        "v1|48100003000||sales|0|1772441000|1772442000|",
        "v1|48100003000||sales|0|1772441000|1772442000|||x",
        "v1|12||sales|0|1772441000|1772442000||",
        "v1|4810000300a||sales|0|1772441000|1772442000||",
        "v1|48100003000|x|sales|0|1772441000|1772442000||",
        "v1|48100003000|||0|1772441000|1772442000||",
        "v1|48100003000||sa les|0|1772441000|1772442000||",
        "v1|48100003000||sales|10|1772441000|1772442000||",
        "v1|48100003000||sales|0|17724410|1772442000||",
        "v1|48100003000||sales|0|1772441000|-772442000||",
        "v1|48100003000||sales|0|1772441000|1772442000|x|",
        "v1|48100003000||sales|0|1772441000|1772442000||english please",
      })
  void a_note_that_cannot_be_read_stands_and_nothing_is_booked(String value) {
    assertThatThrownBy(() -> notes.parse("a", KEY, value))
        .isInstanceOf(BadField.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("4810000300"));
    notes.found("a", new TreeMap<>(Map.of(KEY, value)));
    assertThat(letters).isEmpty();
    assertThat(forgotten).isEmpty();
  }

  @Test
  void a_note_of_another_pbx_stands() {
    notes.found("b", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(letters).isEmpty();
  }

  @Test
  void a_note_is_forgotten_only_when_it_is_committed() {
    replies.add(new Reply.Full());
    replies.add(new Reply.Said(Optional.of("BOOKED x")));
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(forgotten).isEmpty();
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(forgotten)
        .singleElement()
        .isInstanceOfSatisfying(
            Command.AckNote.class, ack -> assertThat(ack.note()).isEqualTo(KEY));
    assertThat(letters.stream().map(Letter::id).distinct()).hasSize(1);
  }

  /** He reads it back before he is told that it stands; without it he is told that it failed. */
  @Test
  void a_note_whose_caller_may_still_be_on_the_line_is_booked_and_stands() {
    now = Instant.ofEpochSecond(1_772_442_005);
    replies.add(new Reply.Said(Optional.of("BOOKED x")));
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(letters).hasSize(1);
    assertThat(forgotten).isEmpty();
    now = Instant.ofEpochSecond(1_772_442_035);
    replies.add(new Reply.Said(Optional.of("BOOKED x")));
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(forgotten).hasSize(1);
  }

  /** The dialplan is just about to say the refusal, and to take the note away itself. */
  @Test
  void a_refusal_that_the_caller_is_about_to_hear_stays_one() {
    now = Instant.ofEpochSecond(1_772_442_001);
    replies.add(new Reply.Said(Optional.of("REFUSED too-many")));
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(letters).hasSize(1);
  }

  @Test
  void a_parked_note_stands() {
    replies.add(new Reply.Parked(new java.util.UUID(1, 1)));
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(forgotten).isEmpty();
  }

  @Test
  void a_refusal_that_the_caller_never_heard_gives_way_to_the_note() {
    replies.add(new Reply.Said(Optional.of("REFUSED too-many")));
    replies.add(new Reply.Said(Optional.of("BOOKED x")));
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE)));
    assertThat(letters).hasSize(2);
    assertThat(((BookingAsked) letters.get(0).signal()).note()).isEmpty();
    assertThat(((BookingAsked) letters.get(1).signal()).note()).contains(KEY);
    assertThat(letters.get(1).id()).isNotEqualTo(letters.get(0).id());
    assertThat(forgotten).hasSize(1);
  }

  @Test
  void a_note_for_a_queue_that_nobody_configured_stands_and_books_nothing() {
    assertThatThrownBy(() -> notes.parse("a", KEY, VALUE.replace("sales", "support")))
        .isInstanceOf(BadField.class)
        .hasMessageContaining("queue")
        .hasMessageContaining("not among the queues of the configuration");
    notes.found("a", new TreeMap<>(Map.of(KEY, VALUE.replace("sales", "support"))));
    assertThat(letters).isEmpty();
    assertThat(forgotten).isEmpty();
  }
}
