package amends.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import amends.server.bookings.BookingNotes;
import amends.server.bookings.Bookings;
import amends.server.runtime.MemoryStore;
import amends.server.store.Addresses;
import amends.server.store.Reply;
import amends.server.store.Secrets;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NoNumberInLogsTest {
  private static final String NUMBER = "48100003000";

  private final Logger root = (Logger) LoggerFactory.getLogger("amends");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final MemoryStore store = new MemoryStore();
  private final Bookings bookings = new Bookings(new Addresses(Secrets.of(new byte[32])));

  @BeforeEach
  void listen() {
    root.setLevel(Level.TRACE);
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void stop() {
    root.detachAppender(lines);
  }

  @Test
  void a_note_that_cannot_be_read_is_told_without_its_number() {
    BookingNotes notes =
        new BookingNotes(
            bookings,
            (pbx, queue) -> true,
            (letter, beside) -> full(),
            command -> {},
            () -> store.now().plusSeconds(60));
    for (String value :
        new String[] {
          "v1|" + NUMBER + "x||sales|0|1772441000|1772442000||",
          "v1|" + NUMBER,
          "v1|" + NUMBER + "||sa les|0|1772441000|1772442000|" + NUMBER + "|",
          "v1|" + NUMBER + "||sales|0|1772441000|1772442000||",
        }) {
      notes.found("a", new TreeMap<>(Map.of("a-1772442000.17-" + value.length(), value)));
    }
    assertThat(lines.list)
        .hasSize(4)
        .noneMatch(line -> line.getFormattedMessage().contains(NUMBER));
  }

  @Test
  void an_answer_of_another_grammar_is_told_without_its_number() {
    String said = Answers.exact(Optional.of("GO? " + NUMBER), Pattern.compile("GO"), "NO busy");
    assertThat(said).isEqualTo("NO busy");
    assertThat(lines.list)
        .hasSize(1)
        .noneMatch(line -> line.getFormattedMessage().contains(NUMBER));
  }

  private static CompletableFuture<Reply> full() {
    return CompletableFuture.completedFuture(new Reply.Full());
  }
}
