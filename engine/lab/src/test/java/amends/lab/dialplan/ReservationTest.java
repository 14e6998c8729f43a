package amends.lab.dialplan;

import static amends.lab.dialplan.Stage.go;
import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.ami.AmiMessage;
import amends.lab.dialplan.Stage.Reservation;
import amends.lab.junit.NeedsAsterisk;
import amends.lab.phones.CustomerPlan;
import amends.lab.phones.People;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the agent's phone ringing to the agent's last key. */
@NeedsAsterisk
class ReservationTest {
  private static final String NUMBER = "48501";
  private Stage stage;
  private Heard heard;

  @BeforeEach
  void clear() throws Exception {
    stage = Stage.get();
    stage.clear();
    heard = stage.heard;
    stage.customer(NUMBER, answers(Duration.ofSeconds(3)));
  }

  @Test
  void an_accepted_callback_goes_from_offer_to_disposition_with_every_event_naming_it()
      throws Exception {
    String attempt = stage.hex64();
    stage.door.answer("/go", go(attempt, NUMBER));
    Reservation made = stage.reserve("support", Stage.now() - 60);
    AmiMessage end = heard.awaitUserEvent("AmAgentEnd");
    assertThat(heard.userEvents())
        .containsExactly(
            "AmOffered", "AmStart", "AmCustUp", "AmDialled", "AmDisposition", "AmAgentEnd");
    assertThat(heard.all())
        .filteredOn(e -> e.is("UserEvent"))
        .allSatisfy(
            e -> {
              assertThat(e.get("Order")).isEqualTo(made.order());
              assertThat(e.get("Res")).isEqualTo(made.res());
            });
    assertThat(heard.all())
        .filteredOn(e -> e.is("UserEvent") && !e.isUserEvent("AmOffered"))
        .allSatisfy(e -> assertThat(e.get("Att")).isEqualTo(attempt));
    AmiMessage dialled = heard.awaitUserEvent("AmDialled");
    assertThat(dialled.get("DialStatus") + " " + dialled.get("Cust") + " " + dialled.get("Cause"))
        .isEqualTo("ANSWER key1 16");
    assertThat(heard.awaitUserEvent("AmDisposition").get("Key")).isEqualTo("1");
    assertThat(heard.awaitUserEvent("AmOffered").get("Member"))
        .isEqualTo(People.telephone(Stage.AGENT));
    assertThat(end.get("Cust") + " " + end.get("Disp")).isEqualTo("key1 1");
    assertThat(stage.door.asked("/go"))
        .singleElement()
        .satisfies(
            form ->
                assertThat(form)
                    .containsEntry("v", "1")
                    .containsEntry("secret", "s3cret")
                    .containsEntry("pbx", "pbx1")
                    .containsEntry("order", made.order())
                    .containsEntry("res", made.res())
                    .containsEntry("member", People.telephone(Stage.AGENT)));
    assertThat(stage.db("amends/att", attempt)).matches("[0-9]{10}");
  }

  @Test
  void the_agent_sees_what_the_engine_shows_and_the_customer_sees_the_number_they_once_dialled()
      throws Exception {
    stage.door.answer("/go", go(stage.hex64(), NUMBER));
    stage.reserve("support", Stage.now());
    AmiMessage called = heard.await("AgentCalled", e -> e.is("AgentCalled"));
    assertThat(called.get("CallerIDNum") + " " + called.get("CallerIDName"))
        .isEqualTo("48*****01 CB callback 12 min");
    AmiMessage ring =
        heard.await(
            "the customer's ring",
            e ->
                e.is("Newexten")
                    && e.get("Context").equals("lab-carrier")
                    && e.get("Channel").endsWith(";2"));
    assertThat(ring.get("CallerIDNum")).isEqualTo("48221234567");
  }

  @Test
  void after_accept_the_place_holder_carries_no_marks_into_another_queue() throws Exception {
    stage.door.answer("/go", go(stage.hex64(), NUMBER));
    Reservation made = stage.reserve("support", Stage.now() - 500);
    heard.awaitUserEvent("AmStart");
    assertThat(value(made.holder(), "QUEUE_PRIO")).isEqualTo("0");
    assertThat(value(made.holder(), "AM_ORDER")).isEmpty();
    assertThat(value(made.holder(), "AMENDS_PLACE")).isEmpty();
    assertThat(value(made.holder(), "CALLERID(name)")).isEmpty();
  }

  @Test
  void a_no_of_the_engine_rings_nobody() throws Exception {
    stage.door.answer("/go", "NO opted-out");
    stage.reserve("support", Stage.now());
    assertThat(refusal()).isEqualTo("no");
  }

  @Test
  void an_engine_that_hangs_rings_nobody() throws Exception {
    stage.door.answer("/go", FakeDoor.HANGS);
    stage.reserve("support", Stage.now());
    assertThat(refusal()).isEqualTo("silent");
  }

  @Test
  void an_answer_that_names_a_channel_or_anything_else_is_silence() throws Exception {
    stage.door.answer("/go", "GO " + stage.hex64() + " 48501&PJSIP/900 - " + (Stage.now() + 60));
    stage.reserve("support", Stage.now());
    assertThat(refusal()).isEqualTo("silent");
  }

  @Test
  void the_second_node_is_asked_with_the_same_reservation() throws Exception {
    stage.ami.set("", "AMENDS_URL2", stage.second.url());
    stage.door.answer("/go", "<html>502 Bad Gateway</html>");
    stage.second.answer("/go", go(stage.hex64(), NUMBER));
    Reservation made = stage.reserve("support", Stage.now());
    heard.awaitUserEvent("AmCustUp");
    assertThat(stage.door.asked("/go")).hasSize(1);
    assertThat(stage.second.asked("/go"))
        .singleElement()
        .satisfies(
            form ->
                assertThat(form)
                    .containsEntry("res", made.res())
                    .containsEntry("order", made.order()));
  }

  @Test
  void a_permission_that_is_over_rings_nobody() throws Exception {
    stage.door.answer("/go", "GO " + stage.hex64() + " " + NUMBER + " - " + (Stage.now() - 1));
    stage.reserve("support", Stage.now());
    assertThat(refusal()).isEqualTo("late");
  }

  @Test
  void an_attempt_is_dialled_once_whoever_asks_again() throws Exception {
    String attempt = stage.hex64();
    stage.ami.action("DBPut", Map.of("Family", "amends/att", "Key", attempt, "Val", "1767225601"));
    stage.door.answer("/go", go(attempt, NUMBER));
    stage.reserve("support", Stage.now());
    assertThat(refusal()).isEqualTo("dup");
    assertThat(heard.awaitUserEvent("AmNoGo").get("Att")).isEqualTo(attempt);
  }

  @Test
  void a_number_that_the_trunk_part_does_not_allow_is_not_dialled_and_reported_as_invalid()
      throws Exception {
    stage.ami.set("", "AMENDS_NUMBERS", "^49[0-9]{9}$");
    stage.door.answer("/go", go(stage.hex64(), NUMBER));
    stage.reserve("support", Stage.now());
    AmiMessage dialled = heard.awaitUserEvent("AmDialled");
    assertThat(dialled.get("DialStatus") + " " + dialled.get("Cause") + " " + dialled.get("Cust"))
        .isEqualTo("CHANUNAVAIL 28 none");
    assertNobodyRang();
  }

  @Test
  void an_agent_passes_by_any_other_key() throws Exception {
    stage.agentKey = "2";
    Reservation made = stage.reserve("support", Stage.now());
    AmiMessage passed = heard.awaitUserEvent("AmPassed");
    assertThat(passed.get("Key") + " " + passed.get("Res") + " " + passed.get("Member"))
        .isEqualTo("2 " + made.res() + " " + People.telephone(Stage.AGENT));
    over(made);
    assertThat(stage.door.asked("/go")).isEmpty();
    assertThat(heard.userEvents()).containsExactly("AmOffered", "AmPassed");
  }

  @Test
  void an_agent_who_hangs_up_before_a_key_has_passed() throws Exception {
    stage.agentKey = "";
    Reservation made = stage.reserve("support", Stage.now());
    heard.awaitUserEvent("AmOffered");
    hangUpAgent();
    assertThat(heard.awaitUserEvent("AmPassed").get("Key")).isEmpty();
    over(made);
    assertThat(heard.userEvents()).containsExactly("AmOffered", "AmPassed");
  }

  @Test
  void an_agent_who_hangs_up_while_the_engine_is_asked_rings_nobody() throws Exception {
    stage.door.answer(
        "/go",
        form -> {
          hangUpAgent();
          return go(stage.hex64(), NUMBER);
        });
    stage.reserve("support", Stage.now());
    assertThat(refusal()).isEqualTo("late");
  }

  @Test
  void a_busy_customer_is_reported_and_the_agent_is_not_asked_how_it_went() throws Exception {
    stage.customer(NUMBER, new CustomerPlan.Busy());
    stage.door.answer("/go", go(stage.hex64(), NUMBER));
    stage.reserve("support", Stage.now());
    heard.awaitUserEvent("AmAgentEnd");
    AmiMessage dialled = heard.awaitUserEvent("AmDialled");
    assertThat(dialled.get("DialStatus") + " " + dialled.get("Cause") + " " + dialled.get("Cust"))
        .isEqualTo("BUSY 17 none");
    assertThat(heard.userEvents())
        .containsExactly("AmOffered", "AmStart", "AmDialled", "AmAgentEnd");
  }

  @Test
  void a_silent_customer_is_joined_to_the_agent_but_never_reaches_the_queue() throws Exception {
    stage.customer(NUMBER, answers(Duration.ofSeconds(60)));
    stage.customerKey = "";
    stage.door.answer("/go", go(stage.hex64(), NUMBER));
    stage.reserve("support", Stage.now());
    AmiMessage up = heard.awaitUserEvent("AmCustUp");
    heard.await(
        "the talk", e -> e.is("BridgeEnter") && e.get("Uniqueid").equals(up.get("Uniqueid")));
    hangUpAgent();
    assertThat(heard.awaitUserEvent("AmAgentEnd").get("Cust")).isEqualTo("silent");
    heard.awaitUserEvent("AmAgentLeftFirst");
    heard.await(
        "the customer's end", e -> e.is("Hangup") && e.get("Uniqueid").equals(up.get("Uniqueid")));
    assertThat(heard.all())
        .noneMatch(e -> e.is("QueueCallerJoin") && e.get("Uniqueid").equals(up.get("Uniqueid")));
  }

  @Test
  void key_3_is_no_longer_needed_nobody_is_joined_and_the_agent_is_asked() throws Exception {
    stage.customer(NUMBER, answers(Duration.ofSeconds(60)));
    stage.customerKey = "3";
    stage.door.answer("/go", go(stage.hex64(), NUMBER));
    stage.reserve("support", Stage.now());
    AmiMessage up = heard.awaitUserEvent("AmCustUp");
    assertThat(heard.awaitUserEvent("AmDialled").get("Cust")).isEqualTo("key3");
    heard.awaitUserEvent("AmDisposition");
    heard.awaitUserEvent("AmAgentEnd");
    assertThat(heard.all())
        .noneMatch(e -> e.is("BridgeEnter") && e.get("Uniqueid").equals(up.get("Uniqueid")));
    assertThat(heard.userEvents()).doesNotContain("AmAgentLeftFirst");
  }

  @Test
  void a_customer_whose_agent_hangs_up_first_stands_at_the_front_of_the_queue() throws Exception {
    stage.customer(NUMBER, answers(Duration.ofSeconds(60)));
    stage.door.answer("/go", go(stage.hex64(), NUMBER));
    long place = Stage.now() - 900;
    Reservation made = stage.reserve("support", place);
    AmiMessage up = heard.awaitUserEvent("AmCustUp");
    heard.await(
        "the talk", e -> e.is("BridgeEnter") && e.get("Uniqueid").equals(up.get("Uniqueid")));
    stage.pause(true);
    hangUpAgent();
    AmiMessage left = heard.awaitUserEvent("AmAgentLeftFirst");
    assertThat(left.get("Res")).isEqualTo(made.res());
    assertThat(Integer.parseInt(left.get("Seconds"))).isLessThan(10);
    AmiMessage join =
        heard.await(
            "the customer in the queue",
            e -> e.is("QueueCallerJoin") && e.get("Uniqueid").equals(up.get("Uniqueid")));
    assertThat(value(join.get("Uniqueid"), "QUEUE_PRIO"))
        .isEqualTo(Long.toString(200000000 - (place - 1767225600)));
  }

  private static CustomerPlan answers(Duration stays) {
    return new CustomerPlan.Answers(Duration.ZERO, "", Duration.ZERO, stays);
  }

  private String refusal() throws Exception {
    AmiMessage refused = heard.awaitUserEvent("AmNoGo");
    heard.await("the end", e -> e.is("Hangup") && e.get("Uniqueid").equals(refused.get("Res")));
    assertNobodyRang();
    assertThat(heard.userEvents()).containsExactly("AmOffered", "AmNoGo");
    return refused.get("Why");
  }

  private void assertNobodyRang() {
    assertThat(heard.all()).noneMatch(e -> e.get("Context").equals("lab-carrier"));
  }

  private void over(Reservation made) throws Exception {
    heard.await("the end", e -> e.is("Hangup") && e.get("Uniqueid").equals(made.res()));
  }

  private void hangUpAgent() {
    stage.hangUp(heard.await("AgentConnect", e -> e.is("AgentConnect")).get("DestChannel"));
  }

  private String value(String channel, String variable) throws Exception {
    return stage
        .ami
        .action("Getvar", Map.of("Channel", channel, "Variable", variable))
        .get("Value");
  }
}
