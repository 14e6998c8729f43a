package amends.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.junit.NeedsAsterisk;
import amends.lab.phones.AgentPlan;
import amends.lab.phones.CallerEnd;
import amends.lab.phones.CustomerPlan;
import amends.lab.phones.People;
import amends.lab.witness.Booking;
import amends.lab.witness.Ring;
import amends.lab.witness.Talk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole engine that comes and goes while a real Asterisk serves, judged from Asterisk's CEL. */
@NeedsAsterisk
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class EngineTest {
  private static final String CALLER = "48600100001";
  private static final Duration SOON = Duration.ofSeconds(30);
  @TempDir Path state;
  private CallCentre centre;

  @BeforeEach
  void open() throws Exception {
    centre =
        new CallCentre(
            People.nobody()
                .agent(CallCentre.AGENT, AgentPlan.diligent(Duration.ofSeconds(5)))
                .customer(CALLER, CustomerPlan.answersAndTalks(Duration.ofSeconds(18))),
            state);
  }

  @AfterEach
  void close() throws Exception {
    centre.close();
  }

  @Test
  void a_booking_made_while_the_engine_is_away_is_kept_at_its_old_place_and_called_once()
      throws Exception {
    centre.startEngine();
    centre.stopEngine();

    CallerEnd end = centre.books(CALLER).get(60, TimeUnit.SECONDS);

    assertThat(end.wasPromised()).isTrue();
    Booking booking = Booking.from(centre.records().cel()).getLast();
    assertThat(booking.answer()).isEqualTo("SILENT");
    assertThat(booking.confirmed()).isPresent();
    String key = "lab-" + booking.call() + "-1";
    String[] note = centre.inAstDb("amends/booking", key).split("\\|", -1);
    assertThat(note).hasSizeGreaterThan(6);
    assertThat(centre.sql("select count(*) from orders")).isEqualTo("0");

    centre.startEngine();
    centre.await("order", SOON, () -> !centre.sql("select id from orders").isEmpty());
    assertThat(centre.sql("select extract(epoch from place)::bigint from orders"))
        .isEqualTo(note[5]);
    assertThat(centre.sql("select extract(epoch from accepted_at)::bigint from orders"))
        .isEqualTo(note[6]);
    centre.await("acknowledgement", Duration.ofSeconds(90), () -> noteIsGone(key));

    centre.pause(false);
    centre.await("callback", Duration.ofSeconds(60), () -> centre.judgement().bridged() == 1);
    centre.await("end", SOON, () -> closed().equals("kept"));
    assertThat(Ring.from(centre.records().cel())).hasSize(1);
    assertThat(centre.sql("select count(*) from orders")).isEqualTo("1");
  }

  @Test
  void a_talk_that_an_engine_did_not_see_begin_keeps_the_promise_all_the_same() throws Exception {
    centre.startEngine();
    centre.books(CALLER).get(60, TimeUnit.SECONDS);
    centre.pause(false);
    centre.await("talk", Duration.ofSeconds(60), () -> !talks().isEmpty());
    centre.await("talk in the books", SOON, () -> stage().equals("talking"));

    centre.stopEngine();
    centre.startEngine();

    centre.await("end of the talk", SOON, () -> talks().getFirst().to().isPresent());
    centre.await("end", SOON, () -> !stage().equals("talking") && !stage().equals("wrapup"));
    assertThat(centre.sql("select string_agg(trouble, ' ') from signal where state <> 'taken'"))
        .isEqualTo("null");
    assertThat(closed()).isEqualTo("kept");
  }

  @Test
  void a_caller_who_waits_for_a_slow_database_hears_what_is_true() throws Exception {
    centre.startEngine();
    CompletableFuture<CallerEnd> caller;
    try (Connection lock = centre.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("lock table party in access exclusive mode");
      caller = centre.books(CALLER);
      centre.await(
          "answer", SOON, () -> bookings().stream().anyMatch(b -> b.answered().isPresent()));
      lock.rollback();
    }
    CallerEnd end = caller.get(60, TimeUnit.SECONDS);

    assertThat(bookings().getFirst().answer()).isEqualTo("RETRY");
    centre.await("order", SOON, () -> !centre.sql("select id from orders").isEmpty());
    assertThat(end.wasPromised()).isTrue();
    assertThat(bookings()).hasSize(1);
    assertThat(bookings().getFirst().confirmed()).isPresent();
    centre.await(
        "acknowledgement",
        Duration.ofSeconds(90),
        () -> noteIsGone("lab-" + bookings().getFirst().call() + "-1"));
  }

  @Test
  void a_pbx_that_dies_in_a_long_talk_does_not_make_us_ring_again_whom_we_have_talked_to()
      throws Exception {
    talkFor(14);

    centre.killPbx();
    centre.startPbx();

    centre.await("end of the talk", Duration.ofSeconds(60), () -> !stage().equals("talking"));
    assertThat(stage()).isIn("wrapup", "closed");
  }

  @Test
  void a_pbx_that_stands_still_in_a_short_talk_has_not_kept_the_promise() throws Exception {
    talkFor(3);

    // Frozen, it sends no end of file: the engine notices later, and that time is no talk.
    centre.freezePbx();
    centre.await("the link to be given up", Duration.ofSeconds(60), () -> !centre.engineReady());
    centre.killPbx();
    centre.startPbx();

    centre.await("end of the talk", Duration.ofSeconds(60), () -> !stage().equals("talking"));
    assertThat(stage()).isEqualTo("waiting");
  }

  /** Not a pause for the engine's sake: the talk itself has to last. */
  private void talkFor(int seconds) throws Exception {
    centre.startEngine();
    centre.books(CALLER).get(60, TimeUnit.SECONDS);
    centre.pause(false);
    centre.await("talk", Duration.ofSeconds(60), () -> !talks().isEmpty());
    Instant enough = talks().getFirst().from().plusSeconds(seconds);
    centre.await("the talk to last", SOON, () -> enough.isBefore(Instant.now()));
  }

  private boolean noteIsGone(String key) {
    try {
      return centre.inAstDb("amends/booking", key).isEmpty();
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private List<Talk> talks() {
    return Talk.from(centre.records().cel());
  }

  private List<Booking> bookings() {
    return Booking.from(centre.records().cel());
  }

  private String stage() {
    return centre.sql("select stage from orders");
  }

  private String closed() {
    return centre.sql("select outcome from orders");
  }
}
