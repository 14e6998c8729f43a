package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Kind;
import amends.core.desk.PartyId;
import amends.core.telephony.CallNews;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AmiLinkTest {
  private static final Account READER = new Account("amends-reader", FakeAsterisk.SECRET);
  private static final Account WRITER = new Account("amends-writer", FakeAsterisk.SECRET);
  private FakeAsterisk pbx;

  @BeforeEach
  void start() throws IOException {
    pbx = new FakeAsterisk();
  }

  @AfterEach
  void stop() throws IOException {
    pbx.close();
  }

  private Wired wired() {
    return wired(READER);
  }

  private Wired wired(Account reader) {
    return new Wired("a", pbx.port(), reader, WRITER, Wired.QUICK);
  }

  @Test
  void logs_in_twice_and_says_up_once() {
    try (Wired wired = wired().open().awaitUp(1)) {
      assertThat(pbx.logins()).isEqualTo(2);
      assertThat(pbx.actions("login"))
          .extracting(a -> a.get("username"))
          .containsExactly("amends-reader", "amends-writer");
      Until.is(() -> "several pings", () -> pbx.actions("ping").size() > 6);
      assertThat(wired.ups).hasValue(1);
      assertThat(wired.downs).isEmpty();
    }
  }

  @Test
  void a_wrong_secret_is_told_with_what_to_do() {
    try (Wired wired = wired(new Account("amends-reader", "wrong")).open()) {
      assertThat(wired.awaitDown())
          .contains("refused the login of 'amends-reader'")
          .contains("[amends-reader] of manager.conf")
          .contains("permit=")
          .doesNotContain("wrong");
    }
  }

  @Test
  void a_port_that_does_not_greet_is_told_as_no_manager() {
    pbx.greets = false;
    try (Wired wired = wired().open()) {
      assertThat(wired.awaitDown())
          .contains("did not greet as Asterisk's manager")
          .contains("5038");
    }
  }

  @Test
  void a_connection_closed_at_once_is_told_as_a_closed_door() {
    pbx.closesAtOnce = true;
    try (Wired wired = wired().open()) {
      assertThat(wired.awaitDown())
          .contains("closed the connection before it greeted")
          .contains("permit=");
    }
  }

  @Test
  void nothing_there_is_told_as_nothing_there() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (Wired wired = new Wired("a", free, READER, WRITER, Wired.QUICK).open()) {
      assertThat(wired.awaitDown())
          .contains("nothing answers at 127.0.0.1:" + free)
          .contains("enabled = yes");
    }
  }

  @Test
  void without_FullyBooted_it_is_not_up_and_the_missing_class_is_named() {
    pbx.boots = false;
    try (Wired wired = wired().open()) {
      assertThat(wired.awaitDown()).contains("no FullyBooted").contains("'system'");
      assertThat(wired.ups).hasValue(0);
    }
  }

  @Test
  void a_pbx_that_hears_and_says_nothing_any_more_is_left_and_found_again() {
    try (Wired wired = wired().open().awaitUp(1)) {
      pbx.deaf = true;
      assertThat(wired.awaitDown()).contains("pings in a row unanswered");
      assertThat(wired.link.look("support")).isEmpty();
      pbx.deaf = false;
      wired.awaitUp(2);
    }
  }

  @Test
  void cut_in_the_middle_of_a_packet_it_comes_back_and_half_a_packet_is_no_event()
      throws IOException {
    try (Wired wired = wired().open().awaitUp(1)) {
      pbx.say(
          "Event: UserEvent\r\nUserEvent: AmOffered\r\nRes: "
              + "a".repeat(64)
              + "-1\r\nOrder: "
              + "a".repeat(64));
      pbx.cut();
      wired.awaitUp(2);
      pbx.say(
          "\r\nEvent: UserEvent\r\nUserEvent: AmPassed\r\nMember: x\r\nKey: 2\r\nRes: "
              + "b".repeat(64)
              + "-1\r\nOrder: "
              + "b".repeat(64)
              + "\r\n\r\n");
      wired.awaitNews(CallNews.Passed.class);
      assertThat(wired.news()).hasSize(1);
    }
  }

  @Test
  void a_clock_far_off_closes_the_gate_until_it_is_right_again() {
    pbx.clockAheadSeconds = 30;
    try (Wired wired = wired().open()) {
      assertThat(wired.awaitDown()).contains("the clock of PBX a").contains("NTP");
      assertThatThrownBy(() -> wired.link.perform(ack(Instant.MAX)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("clock");
      pbx.clockAheadSeconds = 0;
      wired.awaitUp(1);
      assertThat(pbx.actions("originate")).isEmpty();
    }
  }

  @Test
  void nothing_is_sent_without_the_lease_after_its_time_or_while_closed() {
    try (Wired wired = wired()) {
      assertThatThrownBy(() -> wired.link.perform(ack(Instant.MAX))).hasMessageContaining("lease");
      wired.open().awaitUp(1);
      wired.leaseHeld.set(false);
      assertThatThrownBy(() -> wired.link.perform(ack(Instant.MAX)))
          .hasMessageContaining("no longer holds the lease");
      wired.leaseHeld.set(true);
      assertThatThrownBy(() -> wired.link.perform(ack(Instant.EPOCH)))
          .hasMessageContaining("time was over");
      assertThat(pbx.actions("originate")).isEmpty();
      wired.link.perform(ack(Instant.MAX));
      Until.is(() -> "the one that may go", () -> pbx.actions("originate").size() == 1);
    }
  }

  @Test
  void a_pbx_that_rains_events_is_kept_up_with_or_left_and_never_silently_lost()
      throws IOException {
    String event = "Event: UserEvent\r\nUserEvent: AmNoted\r\nKey: a-1.1-1\r\n\r\n";
    try (Wired wired = wired().open().awaitUp(1)) {
      for (int i = 0; i < 40; i++) {
        pbx.say(event.repeat(500));
      }
      Until.is(
          () -> "the inbox is empty; it has " + wired.link.depth(),
          () -> wired.link.depth() == 0 && wired.ups.get() > 0);
      assertThat(pbx.actions("dbgettree")).isNotEmpty();
    }
  }

  @Test
  void closed_and_opened_again_it_is_up_again() {
    Wired wired = wired().open().awaitUp(1);
    wired.close();
    wired.open().awaitUp(2);
    wired.close();
    assertThat(wired.link.look("support")).isEmpty();
  }

  /**
   * Seen on a real Asterisk, once in some twenty: the answer to the Originate came before its
   * channels' events.
   */
  @Test
  void a_failed_originate_that_comes_before_its_channels_does_not_hide_how_they_ended()
      throws IOException {
    try (Wired wired = wired().open().awaitUp(1)) {
      Command.Reserve reserve = reserve();
      String leg = reserve.channel();
      pbx.say(
          failed(originated(wired, reserve))
              + packet("Event: Newchannel", "Uniqueid: " + leg + "-2", "Linkedid: " + leg + "-1")
              + packet(
                  "Event: UserEvent",
                  "UserEvent: AmLeft",
                  "Order: " + reserve.order().hex(),
                  "Res: " + leg + "-1",
                  "Status: JOINEMPTY")
              + packet(
                  "Event: Hangup", "Uniqueid: " + leg + "-1", "Linkedid: " + leg + "-1", "Cause: 0")
              + packet(
                  "Event: Hangup",
                  "Uniqueid: " + leg + "-2",
                  "Linkedid: " + leg + "-1",
                  "Cause: 0"));
      assertThat(wired.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.REFUSED);
    }
  }

  @Test
  void a_failed_originate_of_which_nothing_else_is_heard_never_stood() throws IOException {
    try (Wired wired = wired().open().awaitUp(1)) {
      Command.Reserve reserve = reserve();
      pbx.say(failed(originated(wired, reserve)));
      assertThat(wired.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.NEVER_STOOD);
      assertThat(wired.letters)
          .allSatisfy(letter -> assertThat(letter.to()).contains(reserve.order()));
    }
  }

  private String originated(Wired wired, Command.Reserve reserve) {
    wired.link.perform(reserve);
    Until.is(() -> "the originate", () -> !pbx.actions("originate").isEmpty());
    return pbx.actions("originate").getFirst().get("actionid");
  }

  private static String failed(String actionId) {
    // A refused duplicate names the live call: only the ActionID may be believed.
    return packet(
        "Event: OriginateResponse",
        "ActionID: " + actionId,
        "Response: Failure",
        "Reason: 0",
        "Uniqueid: 1700000000.9");
  }

  private static String packet(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static Command.Reserve reserve() {
    CaseRef order = new CaseRef(new PartyId(new UUID(3, 4)), Kind.ORDER, new UUID(5, 6));
    return new Command.Reserve(
        new UUID(7, 8), order, "a", "support", 0, Instant.now(), Instant.MAX);
  }

  private static Command ack(Instant notAfter) {
    return new Command.AckNote(new UUID(1, 2), "a", "a-1700000000.1-1", notAfter);
  }
}
