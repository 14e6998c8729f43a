package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.telephony.CallNews;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LibraryLogTest {
  private static final String NUMBER = "48139000077";

  /**
   * The library warns about each header it does not know, with its value, and prints whole events
   * it cannot read.
   */
  @Test
  void no_number_the_pbx_tells_reaches_a_log() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    root.setLevel(Level.DEBUG);
    root.addAppender(lines);
    Account reader = new Account("amends-reader", FakeAsterisk.SECRET);
    Account writer = new Account("amends-writer", FakeAsterisk.SECRET);
    String hex = "a".repeat(64);
    try (FakeAsterisk pbx = new FakeAsterisk();
        Wired wired = new Wired("a", pbx.port(), reader, writer, Wired.QUICK).open().awaitUp(1)) {
      pbx.say(
          "Event: Newchannel\r\nCallerIDNum: "
              + NUMBER
              + "\r\nNeverHeardOf: "
              + NUMBER
              + "\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n"
              + "Event: NoSuchEvent\r\nNumber: "
              + NUMBER
              + "\r\n\r\n"
              + "Event: UserEvent\r\nUserEvent: NotOurs\r\nNumber: "
              + NUMBER
              + "\r\n\r\n"
              + "Event: Hangup\r\nCause: "
              + NUMBER
              + "x\r\nUniqueid: 1.1\r\n\r\n"
              + "Event: UserEvent\r\nUserEvent: AmPassed\r\nKey: "
              + NUMBER
              + "\r\nMember: "
              + NUMBER
              + "\r\nOrder: "
              + hex
              + "\r\nRes: "
              + hex
              + "-1\r\n\r\n");
      wired.awaitNews(CallNews.Passed.class);
    } finally {
      root.detachAppender(lines);
      root.setLevel(before);
    }
    assertThat(List.copyOf(lines.list))
        .isNotEmpty()
        .noneMatch(line -> line.getFormattedMessage().contains(NUMBER));
    assertThat(List.copyOf(lines.list))
        .noneMatch(line -> line.getLoggerName().startsWith("org.asteriskjava"));
  }
}
