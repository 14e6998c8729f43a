package amends.lab.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.ami.AmiMessage;
import amends.lab.junit.NeedsAsterisk;
import amends.lab.phones.CallerPlan;
import amends.lab.phones.Cue;
import amends.lab.phones.Step;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the caller's # to the promise, or back into the queue at the old place. */
@NeedsAsterisk
class BookingTest {
  private static final String CALLER = "601";
  private Stage stage;
  private Heard heard;
  private String order;
  private long due;

  @BeforeEach
  void clear() throws Exception {
    stage = Stage.get();
    stage.clear();
    heard = stage.heard;
    order = stage.hex64();
    due = Stage.now() + 7_200;
  }

  @Test
  void
      a_booking_is_asked_for_with_everything_the_engine_needs_and_the_promise_is_spoken_as_day_and_time()
          throws Exception {
    stage.door.answer("/booking", "BOOKED " + order + " " + due);
    books();
    AmiMessage join = heard.await("in the queue", e -> e.is("QueueCallerJoin"));
    heard.awaitStep("TryExec", "SayUnixTime(" + due + ",");
    assertThat(stage.door.asked("/booking"))
        .singleElement()
        .satisfies(
            form -> {
              assertThat(form)
                  .containsOnlyKeys(
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
              assertThat(form)
                  .containsEntry("v", "1")
                  .containsEntry("secret", "s3cret")
                  .containsEntry("pbx", "pbx1")
                  .containsEntry("key", join.get("Uniqueid") + "-1")
                  .containsEntry("number", CALLER)
                  .containsEntry("caller", CALLER)
                  .containsEntry("queue", "quiet")
                  .containsEntry("class", "0")
                  .containsEntry("lang", "en");
              assertThat(Long.parseLong(form.get("place")))
                  .isLessThanOrEqualTo(Long.parseLong(form.get("confirmed")));
            });
    assertThat(celMarks()).containsExactly("AmAsk", "AmAnswer,BOOKED", "AmConfirm");
    assertThat(stage.db("amends/booking", "pbx1-" + join.get("Uniqueid") + "-1")).isEmpty();
    assertThat(heard.userEvents()).isEmpty();
  }

  @Test
  void a_queue_that_is_a_number_and_a_class_are_passed_on() throws Exception {
    stage.door.answer("/booking", "BOOKED " + order + " " + due);
    stage.callers.play(
        CallerPlan.books(CALLER, "400", Duration.ZERO, Duration.ofMillis(300)).inClass(3));
    heard.awaitStep("CELGenUserEvent", "AmConfirm");
    Map<String, String> form = stage.door.asked("/booking").getFirst();
    assertThat(form).containsEntry("queue", "400").containsEntry("class", "3");
    AmiMessage prio = heard.awaitStep("Set", "QUEUE_PRIO=");
    assertThat(prio.get("AppData"))
        .isEqualTo(
            "QUEUE_PRIO="
                + (4 * 200_000_000L - (Long.parseLong(form.get("place")) - 1_767_225_600L)));
  }

  @Test
  void the_first_offer_is_made_before_the_queue_when_nobody_is_free() throws Exception {
    stage.ami.set("", "AMENDS_OFFER", "yes");
    stage.door.answer("/booking", "BOOKED " + order + " " + due);
    stage.callers.play(
        new CallerPlan(
            CALLER,
            "quiet",
            0,
            Duration.ZERO,
            List.of(
                new Step.Press(
                    "#", Cue.ASKED, Duration.ofMillis(300), Duration.ofSeconds(3), Cue.ASKED),
                confirms())));
    heard.awaitStep("CELGenUserEvent", "AmConfirm");
    assertThat(heard.hasStep("Queue", "")).isFalse();
    assertThat(stage.door.asked("/booking").getFirst()).containsEntry("queue", "quiet");
  }

  @Test
  void no_offer_is_made_when_an_agent_is_free() throws Exception {
    stage.ami.set("", "AMENDS_OFFER", "yes");
    stage.callers.play(
        CallerPlan.givesUp(CALLER, "support", Duration.ZERO, Duration.ofMillis(200)));
    heard.awaitStep("Queue", "support");
    assertThat(heard.hasStep("WaitExten", "")).isFalse();
  }

  @Test
  void a_standing_promise_is_told_again() throws Exception {
    stage.door.answer("/booking", "EXISTS " + order + " " + due);
    books();
    heard.awaitStep("TryExec", "SayUnixTime(" + due + ",");
    assertThat(celMarks()).containsExactly("AmAsk", "AmAnswer,EXISTS", "AmConfirm");
  }

  @Test
  void a_refused_caller_is_back_in_the_queue_at_the_old_place_without_a_note() throws Exception {
    stage.door.answer("/booking", "REFUSED too-many");
    books();
    assertThatHeReturnsToHisPlace();
    assertThat(celMarks()).containsExactly("AmAsk", "AmAnswer,REFUSED");
    assertThat(noteOf(firstJoin())).isEmpty();
  }

  @Test
  void when_no_engine_answers_the_note_stands_and_only_after_more_than_a_second_it_is_confirmed()
      throws Exception {
    stage.ami.set("", "AMENDS_URL2", stage.second.url());
    stage.door.answer("/booking", "<h1>500</h1>");
    stage.second.answer("/booking", FakeDoor.HANGS);
    books();
    AmiMessage noted = heard.awaitUserEvent("AmNoted");
    AmiMessage waited = heard.awaitStep("Wait", "1.2");
    AmiMessage confirmed = heard.awaitStep("CELGenUserEvent", "AmConfirm");
    assertThat(at(confirmed) - at(waited)).isGreaterThanOrEqualTo(1.2);
    assertThat(noted.get("Key")).isEqualTo("pbx1-" + firstJoin().get("Uniqueid") + "-1");
    Map<String, String> form = stage.second.asked("/booking").getFirst();
    assertThat(noteOf(firstJoin()))
        .isEqualTo(
            "v1|"
                + CALLER
                + "|"
                + CALLER
                + "|quiet|0|"
                + form.get("place")
                + "|"
                + form.get("confirmed")
                + "||en");
    assertThat(celMarks()).containsExactly("AmAsk", "AmAnswer,SILENT", "AmConfirm");
  }

  @Test
  void a_caller_who_hangs_up_while_the_engine_is_asked_leaves_the_note_and_the_engine_is_told()
      throws Exception {
    stage.door.answer(
        "/booking",
        form -> {
          stage.hangUp(firstJoin().get("Channel"));
          return "BOOKED " + order + " " + due;
        });
    books();
    assertThat(heard.awaitUserEvent("AmNoted").get("Key"))
        .isEqualTo("pbx1-" + firstJoin().get("Uniqueid") + "-1");
    assertThat(noteOf(firstJoin())).startsWith("v1|" + CALLER);
  }

  @Test
  void a_retry_of_the_engine_leaves_the_note_too() throws Exception {
    stage.door.answer("/booking", "RETRY");
    books();
    heard.awaitStep("CELGenUserEvent", "AmConfirm");
    assertThat(celMarks()).containsExactly("AmAsk", "AmAnswer,RETRY", "AmConfirm");
    assertThat(noteOf(firstJoin())).startsWith("v1|");
  }

  @Test
  void the_second_node_answers_when_the_first_does_not_and_hears_the_same_key() throws Exception {
    stage.ami.set("", "AMENDS_URL2", stage.second.url());
    stage.door.answer("/booking", "BOOKED " + order + " " + due + " and more");
    stage.second.answer("/booking", "BOOKED " + order + " " + due);
    books();
    heard.awaitStep("CELGenUserEvent", "AmConfirm");
    assertThat(celMarks()).contains("AmAnswer,BOOKED");
    assertThat(stage.second.asked("/booking")).isEqualTo(stage.door.asked("/booking"));
  }

  @Test
  void a_note_that_cannot_be_written_is_never_confirmed() throws Exception {
    stage.door.answer("/booking", "RETRY");
    try (FileChannel database =
            FileChannel.open(
                stage.lab.folder().resolve("db/astdb.sqlite3"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = locked(database)) {
      assertThat(lock.isValid()).isTrue();
      books();
      assertThatHeReturnsToHisPlace();
      assertThat(celMarks()).containsExactly("AmAsk", "AmAnswer,RETRY");
    }
    assertThat(noteOf(firstJoin())).isEmpty();
  }

  @Test
  void a_key_pressed_before_the_number_was_spoken_counts_for_nothing() throws Exception {
    stage.door.answer("/booking", "BOOKED " + order + " " + due);
    pressesHash(CALLER);
    press(heard.awaitStep("SayDigits", CALLER), "2");
    press(heard.awaitStep("Read", "AM_KEY,"), "1");
    heard.awaitStep("CELGenUserEvent", "AmConfirm");
    assertThat(heard.hasStep("Read", "AM_KEYED")).isFalse();
  }

  @Test
  void a_caller_without_a_number_is_asked_for_one_and_hears_it_before_confirming()
      throws Exception {
    stage.door.answer("/booking", "BOOKED " + order + " " + due);
    pressesHash("7");
    press(heard.awaitStep("Read", "AM_KEYED"), "702#");
    heard.awaitStep("SayDigits", "702");
    press(heard.awaitStep("Read", "AM_KEY,"), "1");
    heard.awaitStep("CELGenUserEvent", "AmConfirm");
    assertThat(stage.door.asked("/booking").getFirst())
        .containsEntry("number", "702")
        .containsEntry("caller", "");
  }

  /** The engine takes 15 digits at most: a longer one would be confirmed, and never be booked. */
  @Test
  void a_caller_whose_number_is_too_long_for_one_is_asked_for_another() throws Exception {
    stage.door.answer("/booking", "BOOKED " + order + " " + due);
    pressesHash("486001000010000000");
    press(heard.awaitStep("Read", "AM_KEYED"), "48600100001#");
    heard.awaitStep("SayDigits", "48600100001");
    press(heard.awaitStep("Read", "AM_KEY,"), "1");
    heard.awaitStep("CELGenUserEvent", "AmConfirm");
    assertThat(stage.door.asked("/booking").getFirst())
        .containsEntry("number", "48600100001")
        .containsEntry("caller", "");
  }

  @Test
  void another_number_may_be_keyed_and_three_wrong_ones_lead_back_to_the_old_place()
      throws Exception {
    pressesHash(CALLER);
    press(heard.awaitStep("Read", "AM_KEY,"), "2");
    press(heard.awaitStep("Read", "AM_KEYED"), "5#6#7#");
    assertThatHeReturnsToHisPlace();
    assertThat(stage.door.asked("/booking")).isEmpty();
    assertThat(heard.userEvents()).isEmpty();
  }

  @Test
  void the_engine_s_acknowledgement_deletes_a_note_and_nothing_else() throws Exception {
    String note = "pbx1-1767225600.7-1";
    stage.ami.action("DBPut", Map.of("Family", "amends/booking", "Key", note, "Val", "v1|1"));
    stage.ami.action(
        "DBPut", Map.of("Family", "amends/booking", "Key", "pbx2-1767225600.7-1", "Val", "v1|2"));
    acknowledge("pbx2-1767225600.7-1");
    assertThat(heard.await("refused", e -> e.is("OriginateResponse")).get("Response"))
        .isEqualTo("Failure");
    heard.forget();
    acknowledge(note);
    assertThat(heard.await("taken", e -> e.is("OriginateResponse")).get("Response"))
        .isEqualTo("Success");
    assertThat(stage.db("amends/booking", note)).isEmpty();
    assertThat(stage.db("amends/booking", "pbx2-1767225600.7-1")).isEqualTo("v1|2");
  }

  private void acknowledge(String note) throws IOException {
    stage.ami.action(
        "Originate",
        Map.of(
            "Channel",
            "Local/" + note + "@amends-ack",
            "Context",
            "amends-ack",
            "Exten",
            "s",
            "Priority",
            "1",
            "Async",
            "true"));
  }

  private void pressesHash(String number) {
    stage.callers.play(
        new CallerPlan(
            number,
            "quiet",
            0,
            Duration.ZERO,
            List.of(
                new Step.Press(
                    "#", Cue.QUEUED, Duration.ofMillis(300), Duration.ofSeconds(9), Cue.ASKED))));
  }

  private void books() throws Exception {
    pressesHash(CALLER);
    press(heard.awaitStep("Read", "AM_KEY,"), "1");
  }

  private void press(AmiMessage onTheLine, String keys) throws Exception {
    stage.press(onTheLine.get("Channel").replaceFirst(";2$", ";1"), keys);
  }

  private static Step confirms() {
    return new Step.Press("1", Cue.ASKED, Duration.ofMillis(1500), Duration.ofSeconds(3), Cue.SENT);
  }

  private AmiMessage firstJoin() {
    return heard.await("in the queue", e -> e.is("QueueCallerJoin"));
  }

  private String noteOf(AmiMessage join) throws Exception {
    return stage.db("amends/booking", "pbx1-" + join.get("Uniqueid") + "-1");
  }

  private void assertThatHeReturnsToHisPlace() {
    AmiMessage left = heard.await("out of the queue", e -> e.is("QueueCallerLeave"));
    heard.await(
        "in the queue again",
        e -> e.is("QueueCallerJoin") && heard.all().indexOf(e) > heard.all().indexOf(left));
    List<String> priorities =
        heard.all().stream()
            .filter(
                e ->
                    e.is("Newexten")
                        && e.get("Application").equals("Set")
                        && e.get("AppData").startsWith("QUEUE_PRIO="))
            .map(e -> e.get("AppData"))
            .toList();
    assertThat(priorities).hasSizeGreaterThan(1).containsOnly(priorities.getFirst());
  }

  private List<String> celMarks() {
    return heard.all().stream()
        .filter(e -> e.is("Newexten") && e.get("Application").equals("CELGenUserEvent"))
        .map(e -> e.get("AppData"))
        .filter(data -> data.startsWith("Am"))
        .toList();
  }

  private static double at(AmiMessage event) {
    return Double.parseDouble(event.get("Timestamp"));
  }

  /**
   * SQLite's own lock bytes, held by somebody else: no process can write the database, or read it.
   */
  private static FileLock locked(FileChannel database) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    FileLock lock = database.tryLock(0x40000000L, 512, false);
    while (lock == null && System.nanoTime() < until) {
      lock = database.tryLock(0x40000000L, 512, false);
    }
    assertThat(lock).as("the lock on astdb.sqlite3").isNotNull();
    return lock;
  }
}
