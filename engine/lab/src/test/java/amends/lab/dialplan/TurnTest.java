package amends.lab.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.ami.AmiMessage;
import amends.lab.dialplan.Stage.Reservation;
import amends.lab.junit.NeedsAsterisk;
import amends.lab.phones.CallerPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is served when, callers and callbacks in one line. */
@NeedsAsterisk
class TurnTest {
  private Stage stage;
  private Heard heard;

  @BeforeEach
  void clear() throws Exception {
    stage = Stage.get();
    stage.clear();
    heard = stage.heard;
    stage.pause(true);
  }

  @Test
  void a_callback_inserted_last_is_served_between_the_callers_before_and_after_it()
      throws Exception {
    stage.agentKey = "2";
    CompletableFuture<?> callers =
        CompletableFuture.allOf(
            stage
                .callers
                .play(
                    List.of(
                        CallerPlan.stays("1001", "support", Duration.ZERO, Duration.ofSeconds(5)),
                        CallerPlan.stays(
                            "1002", "support", Duration.ofMillis(2_500), Duration.ofSeconds(5))))
                .toArray(CompletableFuture[]::new));
    long place = place(joined("1001"));
    assertThat(place(joined("1002"))).isGreaterThan(place + 1);
    Reservation made = stage.reserve("support", place + 1);
    AmiMessage third = heard.await("the place-holder", joins(made.holder()));
    assertThat(third.get("Position") + " of " + third.get("Count")).isEqualTo("2 of 3");
    stage.pause(false);
    callers.get(40, TimeUnit.SECONDS);
    assertThat(heard.all())
        .filteredOn(e -> e.is("AgentConnect"))
        .extracting(e -> e.get("CallerIDNum"))
        .containsExactly("1001", "48*****01", "1002");
  }

  @Test
  void a_higher_class_goes_first() throws Exception {
    stage.callers.play(CallerPlan.stays("1001", "support", Duration.ZERO, Duration.ofSeconds(5)));
    joined("1001");
    stage.callers.play(
        CallerPlan.stays("1002", "support", Duration.ZERO, Duration.ofSeconds(5)).inClass(1));
    assertThat(joined("1002").get("Position")).isEqualTo("1");
  }

  @Test
  void a_place_holder_is_taken_out_by_D_and_the_queue_counts_no_abandon() throws Exception {
    String before = abandoned();
    Reservation made = stage.reserve("support", Stage.now());
    heard.await("the place-holder", joins(made.holder()));
    stage.ami.action("PlayDTMF", Map.of("Channel", made.res(), "Digit", "D"));
    AmiMessage withdrawn = heard.awaitUserEvent("AmWithdrawn");
    assertThat(withdrawn.get("Order") + " " + withdrawn.get("Res"))
        .isEqualTo(made.order() + " " + made.res());
    heard.await("its end", e -> e.is("Hangup") && e.get("Uniqueid").equals(made.res()));
    assertThat(abandoned()).isEqualTo(before);
    assertThat(heard.userEvents()).containsExactly("AmWithdrawn");
    assertThat(heard.all()).noneMatch(e -> e.is("QueueCallerAbandon"));
  }

  @Test
  void a_place_holder_that_the_queue_does_not_take_says_so() throws Exception {
    Reservation made = stage.reserve("closed", Stage.now());
    AmiMessage left = heard.awaitUserEvent("AmLeft");
    assertThat(left.get("Res") + " " + left.get("Status")).isEqualTo(made.res() + " JOINEMPTY");
  }

  @Test
  void a_caller_with_a_D_key_loses_nothing() throws Exception {
    stage.callers.play(CallerPlan.stays("1001", "support", Duration.ZERO, Duration.ofSeconds(5)));
    AmiMessage first = joined("1001");
    String own = first.get("Channel").replaceFirst(";2$", ";1");
    stage.press(own, "D");
    AmiMessage left = heard.await("out", e -> e.is("QueueCallerLeave"));
    heard.await(
        "in again",
        e -> e.is("QueueCallerJoin") && heard.all().indexOf(e) > heard.all().indexOf(left));
    assertThat(heard.userEvents()).isEmpty();
  }

  private AmiMessage joined(String number) {
    return heard.await(
        number + " in the queue",
        e -> e.is("QueueCallerJoin") && e.get("CallerIDNum").equals(number));
  }

  private static java.util.function.Predicate<AmiMessage> joins(String uniqueid) {
    return e -> e.is("QueueCallerJoin") && e.get("Uniqueid").equals(uniqueid);
  }

  private long place(AmiMessage join) throws Exception {
    return Long.parseLong(
        stage
            .ami
            .action("Getvar", Map.of("Channel", join.get("Channel"), "Variable", "AMENDS_PLACE"))
            .get("Value"));
  }

  private String abandoned() throws Exception {
    CompletableFuture<AmiMessage> queue =
        stage.ami.next(e -> e.is("QueueParams") && e.get("Queue").equals("support"));
    stage.ami.action("QueueStatus", Map.of("Queue", "support"));
    return queue.get(20, TimeUnit.SECONDS).get("Abandoned");
  }
}
