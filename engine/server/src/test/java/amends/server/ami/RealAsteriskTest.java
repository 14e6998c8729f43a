package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Ids;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.pacing.Member;
import amends.core.pacing.QueuePicture;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import amends.lab.ami.LabAmi;
import amends.lab.asterisk.AsteriskLab;
import amends.lab.asterisk.AsteriskLabBuilder;
import amends.lab.asterisk.QueueSpec;
import amends.lab.junit.AsteriskForTests;
import amends.lab.junit.NeedsAsterisk;
import amends.lab.phones.AgentPlan;
import amends.lab.phones.CustomerPlan;
import amends.lab.phones.People;
import amends.server.runtime.PbxEvidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The link on a real Asterisk that runs the shipped dialplan, with the two least accounts. */
@NeedsAsterisk
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RealAsteriskTest {
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
  private static final String AGENT = People.telephone("7001");
  private static final String CUSTOMER = "48139000001";
  @TempDir Path tapes;
  private Door door;
  private AsteriskLab pbx;
  private Wired wired;

  @BeforeEach
  void start() throws Exception {
    door = new Door(CUSTOMER);
    People people =
        People.nobody()
            .agent("7001", AgentPlan.diligent(Duration.ofSeconds(3)))
            .customer(CUSTOMER, CustomerPlan.answersAndTalks(Duration.ofSeconds(3)));
    AsteriskLabBuilder plan =
        AsteriskLab.builder(AsteriskForTests.get()).engine("lab", door.url(), Door.SECRET);
    pbx =
        people
            .moveInto(plan)
            .queue(people.staff(QueueSpec.of("support"), "7001"))
            .queue(QueueSpec.of("empty").withExtra(List.of("maxlen = 7")))
            .queue(QueueSpec.of("full").withExtra(List.of("joinempty = strict")))
            .build()
            .start();
    try (LabAmi session = pbx.connect()) {
      people.hangUpAll(session);
    }
    Recorder recorder = new Recorder(new RingFile(tapes, "lab", 2, 50_000_000), KEY);
    wired =
        new Wired(
                "lab",
                pbx.amiPort(),
                account(pbx.reader()),
                account(pbx.writer()),
                Timings.DEFAULT,
                recorder)
            .open()
            .awaitUp(1);
  }

  @AfterEach
  void stop() throws Exception {
    wired.close();
    pbx.close();
    door.close();
  }

  private static Account account(amends.lab.asterisk.AmiAccount lab) {
    return new Account(lab.user(), lab.secret());
  }

  private static Command.Reserve reserve(String queue, Instant place) {
    CaseRef order = new CaseRef(new PartyId(UUID.randomUUID()), Kind.ORDER, UUID.randomUUID());
    return new Command.Reserve(
        UUID.randomUUID(), order, "lab", queue, 2, place, Instant.now().plusSeconds(60));
  }

  private static Command.Withdraw withdraw(Command.Reserve reserve) {
    return new Command.Withdraw(
        UUID.randomUUID(), reserve.order(), "lab", reserve.id(), Instant.now().plusSeconds(60));
  }

  private QueuePicture look(String queue) {
    return wired.link.look(queue).orElseThrow();
  }

  @Test
  void a_place_holder_stands_in_its_place_and_leaves_by_its_key_without_an_abandon()
      throws Exception {
    Instant place = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
    Command.Reserve reserve = reserve("empty", place);
    wired.link.perform(reserve);
    CallNews.Stood stood = wired.awaitNews(CallNews.Stood.class);
    assertThat(stood.reservation()).isEqualTo(reserve.id());
    long priority = 2 * 200_000_000L + 200_000_000L - (place.getEpochSecond() - 1_767_225_600L);
    Until.is(
        () -> "the place-holder with priority " + priority + " in " + look("empty"),
        () -> look("empty").entries().stream().anyMatch(e -> e.priority() == priority));
    assertThat(look("empty").entries()).containsExactly(new QueuePicture.Entry(priority, true));
    assertThat(look("empty").maxlen()).isEqualTo(7);
    assertThat(wired.link.channels())
        .extracting(PbxEvidence.Channel::uniqueId)
        .contains(reserve.channel() + "-1", reserve.channel() + "-2");

    wired.link.perform(withdraw(reserve));
    assertThat(wired.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.WITHDRAWN);
    Until.is(() -> "an empty queue", () -> look("empty").entries().isEmpty());
    assertThat(wired.letters)
        .allSatisfy(letter -> assertThat(letter.to()).contains(reserve.order()));
    assertThat(Files.readString(pbx.queueLog())).contains("EXITWITHKEY").doesNotContain("ABANDON");
    assertThat(wired.link.channels())
        .extracting(PbxEvidence.Channel::uniqueId)
        .doesNotContain(reserve.channel() + "-1");
  }

  @Test
  void a_whole_callback_is_told_as_the_news_of_its_call_and_its_recording_tells_the_same()
      throws Exception {
    Command.Reserve reserve = reserve("support", Instant.now());
    wired.link.perform(reserve);
    CallNews.Gone gone = wired.awaitNews(CallNews.Gone.class);
    wired.awaitNews(CallNews.Over.class);
    assertThat(gone.how()).isEqualTo(CallNews.Ending.SERVED);
    assertThat(wired.news())
        .extracting(n -> n.getClass().getSimpleName())
        .containsExactlyInAnyOrder(
            "Stood",
            "Offered",
            "Started",
            "Rang",
            "Answered",
            "Bridged",
            "Over",
            "Disposed",
            "Gone");
    CallNews.Over over = wired.awaitNews(CallNews.Over.class);
    assertThat(over.outcome()).isEqualTo(Outcome.CONNECTED);
    assertThat(over.bridgedSeconds()).isPositive();
    assertThat(Ids.hex(over.attempt()))
        .isEqualTo(door.attempts.get(reserve.channel()).substring(32));
    assertThat(wired.awaitNews(CallNews.Offered.class).member())
        .isEqualTo(People.telephone("7001"));
    assertThat(wired.awaitNews(CallNews.Disposed.class).key()).contains("1");
    assertThat(wired.letters)
        .allSatisfy(letter -> assertThat(letter.to()).contains(reserve.order()));
    assertThat(wired.letters).extracting(Letter::id).doesNotHaveDuplicates();
    assertThat(wired.link.marked(door.attempts.get(reserve.channel()))).isTrue();
    assertThat(wired.link.marked("0".repeat(64))).isFalse();

    replayed("served");
  }

  @Test
  void an_agent_who_passes_frees_the_queue_and_nothing_is_dialled() throws Exception {
    try (LabAmi session = pbx.connect()) {
      People.change(session, "7001", AgentPlan.diligent(Duration.ofSeconds(3)).passingBy("2"));
    }
    wired.link.perform(reserve("support", Instant.now()));
    assertThat(wired.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.PASSED);
    assertThat(wired.awaitNews(CallNews.Passed.class).key()).isEqualTo("2");
    assertThat(door.attempts).isEmpty();
    replayed("passed");
  }

  @Test
  void a_busy_customer_is_told_as_busy_and_never_as_answered() throws Exception {
    try (LabAmi session = pbx.connect()) {
      People.change(session, CUSTOMER, new CustomerPlan.Busy());
    }
    wired.link.perform(reserve("support", Instant.now()));
    wired.awaitNews(CallNews.Gone.class);
    assertThat(wired.awaitNews(CallNews.Over.class).outcome()).isEqualTo(Outcome.BUSY);
    assertThat(wired.news(CallNews.Answered.class)).isEmpty();
    assertThat(wired.news(CallNews.Bridged.class)).isEmpty();
    replayed("busy");
  }

  @Test
  void an_agent_who_lets_it_ring_is_told_as_ignored() throws Exception {
    try (LabAmi session = pbx.connect()) {
      People.change(session, "7001", AgentPlan.away());
    }
    Command.Reserve reserve = reserve("support", Instant.now());
    wired.link.perform(reserve);
    assertThat(wired.awaitNews(CallNews.Ignored.class).member())
        .isEqualTo(People.telephone("7001"));
    wired.link.perform(withdraw(reserve));
    assertThat(wired.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.WITHDRAWN);
    replayed("ignored");
  }

  /**
   * The tape, read by anybody at any time, tells the same letters; kept as a recording where the
   * property says so.
   */
  private void replayed(String name) throws Exception {
    String recording = tape();
    assertThat(recording).doesNotContain(pbx.reader().secret()).doesNotContain(Door.SECRET);
    assertThat(Replay.of("lab", recording))
        .extracting(Letter::id)
        .containsExactlyInAnyOrderElementsOf(wired.letters.stream().map(Letter::id).toList());
    String keep = System.getProperty("amends.recordings", "");
    if (!keep.isEmpty()) {
      Files.writeString(Path.of(keep).resolve(name + ".ami"), recording);
    }
  }

  @Test
  void a_queue_that_lets_nobody_in_is_told_as_a_refusal() throws Exception {
    wired.link.perform(reserve("full", Instant.now()));
    CallNews.Gone gone = wired.awaitNews(CallNews.Gone.class);
    assertThat(gone.how()).as("%s", tape()).isEqualTo(CallNews.Ending.REFUSED);
  }

  @Test
  void killed_and_started_again_the_place_holder_is_told_as_lost_and_nothing_is_sent_meanwhile()
      throws Exception {
    Command.Reserve reserve = reserve("empty", Instant.now());
    wired.link.perform(reserve);
    wired.awaitNews(CallNews.Stood.class);
    pbx.kill();
    assertThat(wired.awaitDown()).isNotBlank();
    assertThatThrownBy(() -> wired.link.perform(reserve("empty", Instant.now())))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> wired.link.channels()).isInstanceOf(IllegalStateException.class);
    assertThat(wired.link.look("empty")).isEmpty();
    pbx.start();
    wired.awaitUp(2);
    assertThat(wired.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.LOST);
    assertThat(wired.link.channels()).isEmpty();
  }

  @Test
  void a_frozen_pbx_is_left_and_a_call_that_lived_through_it_is_not_told_as_lost()
      throws Exception {
    Command.Reserve reserve = reserve("empty", Instant.now());
    wired.link.perform(reserve);
    wired.awaitNews(CallNews.Stood.class);
    pbx.freeze();
    wired.awaitDown();
    pbx.thaw();
    wired.awaitUp(2);
    assertThat(look("empty").entries()).extracting(QueuePicture.Entry::ours).containsExactly(true);
    wired.link.perform(withdraw(reserve));
    assertThat(wired.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.WITHDRAWN);
  }

  @Test
  void notes_are_found_at_each_connect_and_gone_when_acknowledged() throws Exception {
    String key = "lab-1790000000.5-1";
    try (LabAmi session = pbx.connect()) {
      session.action(
          "DBPut",
          Map.of(
              "Family",
              "amends/booking",
              "Key",
              key,
              "Val",
              "v1|48139000001|48139000001|support|0|1790000000|1790000001||en"));
      session.action("UserEvent", Map.of("UserEvent", "AmNoted", "Key", key));
    }
    Until.is(() -> "the note; found " + wired.notes, () -> wired.notes.containsKey(key));
    assertThat(wired.notes.get(key)).startsWith("v1|48139000001|");
    wired.close();
    wired.notes.clear();
    wired.open().awaitUp(2);
    Until.is(() -> "the note again", () -> wired.notes.containsKey(key));
    wired.link.perform(
        new Command.AckNote(UUID.randomUUID(), "lab", key, Instant.now().plusSeconds(60)));
    try (LabAmi session = pbx.connect()) {
      Until.is(() -> "the note is gone", () -> !exists(session, key));
    }
  }

  @Test
  void the_least_accounts_cannot_do_what_they_need_not() throws Exception {
    List<Map<String, String>> forbidden =
        List.of(
            Map.of("Action", "Command", "Command", "core stop now"),
            Map.of("Action", "GetConfig", "Filename", "manager.conf"),
            Map.of("Action", "ModuleLoad", "LoadType", "reload"),
            Map.of("Action", "DBPut", "Family", "amends/att", "Key", "x", "Val", "1"),
            Map.of("Action", "DBDel", "Family", "amends/att", "Key", "x"),
            Map.of("Action", "QueuePause", "Interface", "x", "Paused", "true"));
    for (var account : List.of(pbx.reader(), pbx.writer())) {
      try (LabAmi session = LabAmi.login(pbx.amiPort(), account.user(), account.secret())) {
        for (Map<String, String> action : forbidden) {
          Map<String, String> headers = new java.util.TreeMap<>(action);
          String name = headers.remove("Action");
          assertThat(session.action(name, headers).get("Message"))
              .as("%s by %s", name, account.user())
              .contains("ermission denied");
        }
      }
    }
    try (LabAmi reader = LabAmi.login(pbx.amiPort(), pbx.reader().user(), pbx.reader().secret())) {
      assertThat(
              reader
                  .action(
                      "Originate",
                      Map.of("Channel", "Local/s@x", "Context", "x", "Exten", "s", "Priority", "1"))
                  .get("Message"))
          .contains("ermission denied");
    }
  }

  @Test
  void a_writer_that_may_not_originate_is_told_as_never_stood() {
    Account reader = account(pbx.reader());
    try (Wired poor =
        new Wired("lab", pbx.amiPort(), account(pbx.reader()), reader, Timings.DEFAULT)
            .open()
            .awaitUp(1)) {
      poor.link.perform(reserve("empty", Instant.now()));
      assertThat(poor.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.NEVER_STOOD);
    }
  }

  @Test
  void a_node_that_takes_over_knows_whose_place_holder_stands_there() throws Exception {
    Command.Reserve reserve = reserve("empty", Instant.now());
    wired.link.perform(reserve);
    wired.awaitNews(CallNews.Stood.class);
    wired.close();
    try (Wired next =
            new Wired(
                    "lab",
                    pbx.amiPort(),
                    account(pbx.reader()),
                    account(pbx.writer()),
                    Timings.DEFAULT)
                .open()
                .awaitUp(1);
        LabAmi session = pbx.connect()) {
      assertThat(next.link.look("empty").orElseThrow().entries())
          .extracting(QueuePicture.Entry::ours)
          .containsExactly(true);
      // By hand, so that no word of the dialplan names the order.
      session.action("Hangup", Map.of("Channel", reserve.channel() + "-1"));
      assertThat(next.awaitNews(CallNews.Gone.class).reservation()).isEqualTo(reserve.id());
      assertThat(next.letters)
          .allSatisfy(letter -> assertThat(letter.to()).contains(reserve.order()));
    }
  }

  @Test
  void without_our_dialplan_a_place_holder_never_stood() throws Exception {
    try (AsteriskLab bare =
            AsteriskLab.builder(AsteriskForTests.get()).dialplansFrom(tapes).build().start();
        Wired link =
            new Wired(
                    "bare",
                    bare.amiPort(),
                    account(bare.reader()),
                    account(bare.writer()),
                    Timings.DEFAULT)
                .open()
                .awaitUp(1)) {
      Command.Reserve lab = reserve("empty", Instant.now());
      link.link.perform(
          new Command.Reserve(
              lab.id(), lab.order(), "bare", "empty", 0, lab.place(), lab.notAfter()));
      assertThat(link.awaitNews(CallNews.Gone.class).how()).isEqualTo(CallNews.Ending.NEVER_STOOD);
    }
  }

  @Test
  void a_wrong_secret_and_a_missing_class_are_told_with_what_to_do() {
    Account writer = account(pbx.writer());
    Account wrong = new Account(pbx.reader().user(), "wrong");
    try (Wired link = new Wired("lab", pbx.amiPort(), wrong, writer, Timings.DEFAULT).open()) {
      assertThat(link.awaitDown())
          .contains("refused the login of 'amends-reader'")
          .contains("permit=");
    }
    // The writer's account hears nothing, not even FullyBooted.
    try (Wired link = new Wired("lab", pbx.amiPort(), writer, writer, Wired.QUICK).open()) {
      assertThat(link.awaitDown()).contains("no FullyBooted").contains("'system'");
    }
  }

  @Test
  void members_count_and_are_free_as_the_queue_sees_them() throws Exception {
    assertThat(look("support").members()).extracting(Member::name).containsExactly(AGENT);
    assertThat(agent().free(Instant.now())).isTrue();
    try (LabAmi session = pbx.connect()) {
      session.action("QueuePause", Map.of("Interface", AGENT, "Paused", "true"));
      Until.is(() -> "does not count: " + agent(), () -> !agent().counts());
      session.action("QueuePause", Map.of("Interface", AGENT, "Paused", "false"));
      Until.is(() -> "free: " + agent(), () -> agent().free(Instant.now()));
      for (Member.Device state :
          List.of(
              Member.Device.RINGING,
              Member.Device.IN_USE,
              Member.Device.RING_IN_USE,
              Member.Device.ON_HOLD,
              Member.Device.BUSY,
              Member.Device.INVALID,
              Member.Device.UNAVAILABLE,
              Member.Device.NOT_IN_USE)) {
        String told = state.name().replace("_", "");
        session.set(
            "", "DEVICE_STATE(Custom:lab7001)", told.equals("NOTINUSE") ? "NOT_INUSE" : told);
        Until.is(() -> state + ": " + agent(), () -> agent().device() == state);
      }
    }
  }

  @Test
  void a_talk_is_seen_from_its_beginning_to_its_end_and_enters_the_average() throws Exception {
    assertThat(look("support").averageTalk()).isZero();
    Command.Reserve reserve = reserve("support", Instant.now());
    Instant before = Instant.now().minusSeconds(1);
    wired.link.perform(reserve);
    Until.is(() -> "serves: " + agent(), () -> agent().serves().isPresent());
    assertThat(agent().serves()).contains(reserve.order().party());
    Instant since = agent().busySince().orElseThrow();
    assertThat(since).isBetween(before, Instant.now().plusSeconds(1));
    wired.awaitNews(CallNews.Started.class);
    assertThat(agent().busySince()).contains(since);
    wired.awaitNews(CallNews.Over.class);
    Until.is(
        () -> "no talk: " + agent(),
        () -> agent().busySince().isEmpty() && agent().serves().isEmpty());
    Until.is(
        () -> "an average in " + look("support"), () -> !look("support").averageTalk().isZero());
    Duration heard = look("support").averageTalk();
    wired.close();
    try (Wired next =
        new Wired(
                "lab", pbx.amiPort(), account(pbx.reader()), account(pbx.writer()), Timings.DEFAULT)
            .open()
            .awaitUp(1)) {
      assertThat(next.link.look("support").orElseThrow().averageTalk())
          .as("the PBX's own figure")
          .isEqualTo(heard);
    }
  }

  private Member agent() {
    return look("support").members().getFirst();
  }

  private static boolean exists(LabAmi session, String key) {
    try {
      return session.action("DBGet", Map.of("Family", "amends/booking", "Key", key)).isSuccess();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What came from the PBX, without our own stamps. */
  private String tape() throws Exception {
    List<String> packets = new ArrayList<>();
    try (var files = Files.list(tapes)) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).forEach(line -> packets.add(Recorder.open(KEY, line)));
      }
    }
    StringBuilder text = new StringBuilder();
    packets.stream()
        .filter(p -> p.startsWith("< "))
        .map(p -> p.substring(p.indexOf("\r\n") + 2))
        .filter(p -> p.contains("Event: "))
        .forEach(text::append);
    return text.toString();
  }
}
