package amends.lab.phones;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.ami.AmiMessage;
import amends.lab.ami.LabAmi;
import amends.lab.asterisk.AsteriskLab;
import amends.lab.asterisk.AsteriskLabBuilder;
import amends.lab.asterisk.QueueSpec;
import amends.lab.junit.AsteriskForTests;
import amends.lab.junit.NeedsAsterisk;
import amends.lab.witness.Entry;
import amends.lab.witness.Records;
import amends.lab.witness.Ring;
import amends.lab.witness.Talk;
import amends.lab.witness.TurnOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsAsterisk
class PeopleTest {
  private static final String RESERVATION = "0123456789abcdef".repeat(4);

  /**
   * The bones of a callback: a place-holder in the queue; once an agent takes it, a key, a dial, a
   * key.
   */
  private static final String BONES =
      """
      [amends-exit]
      exten => #,1,Read(K,silence/1,1,,1,20)
       same => n,CELGenUserEvent(AmAsk)
       same => n,CELGenUserEvent(AmConfirm)
       same => n,UserEvent(Chose,Key: ${K})
       same => n,Hangup()
      [amends-reserve]
      exten => s,1,Queue(support)
      [amends-agent]
      exten => s,1,Read(K,silence/1,1,,1,10)
       same => n,UserEvent(Accepted,Key: ${K})
       same => n,GotoIf($["${K}" != "1"]?bye)
       same => n,Set(__ATT=a77)
       same => n,Dial(Local/${NUM}@lab-carrier/n,20,gU(bones-customer))
       same => n,UserEvent(Dialled,Status: ${DIALSTATUS},Cause: ${HANGUPCAUSE})
       same => n,Read(D,silence/1,1,,1,10)
       same => n,UserEvent(Disposed,Key: ${D})
       same => n(bye),Hangup()
      [bones-customer]
      exten => s,1,Read(C,silence/1,1,,1,5)
       same => n,UserEvent(Customer,Key: ${C})
       same => n,ExecIf($["${C}" != "1"]?Set(GOSUB_RESULT=CONTINUE))
       same => n,Return()
      """;

  @TempDir Path empty;
  private AsteriskLab lab;
  private Callers callers;

  @BeforeEach
  void start() throws Exception {
    AgentPlan quick =
        new AgentPlan(
            true,
            Duration.ofMillis(200),
            "1",
            Duration.ofMillis(500),
            Duration.ofSeconds(60),
            "1",
            Duration.ofMillis(300));
    People people =
        People.nobody()
            .agent("7001", quick)
            .customer("4801", CustomerPlan.answersAndTalks(Duration.ofSeconds(1)))
            .customer(
                "4802",
                new CustomerPlan.Busy(),
                new CustomerPlan.Congested(),
                new CustomerPlan.Refused(1))
            .customer("4803", CustomerPlan.answersAndStaysSilent(Duration.ofSeconds(30)));
    AsteriskLabBuilder builder =
        AsteriskLab.builder(AsteriskForTests.get())
            .dialplansFrom(empty)
            .fullLog(true)
            .queue(people.staff(QueueSpec.of("support"), "7001"))
            .dialplan(BONES);
    lab = people.moveInto(builder).build().start();
    callers = Callers.of(lab);
    people.hangUpAll(callers.session());
  }

  @AfterEach
  void stop() throws Exception {
    callers.close();
    lab.close();
  }

  @Test
  void a_caller_waits_is_answered_talks_and_hangs_up_and_the_cel_has_the_bridge() throws Exception {
    CallerEnd end =
        get(
            callers.play(
                CallerPlan.stays("48500", "support", Duration.ZERO, Duration.ofSeconds(1))));
    assertThat(end.wasServed()).isTrue();
    awaitInFile("\"CHAN_END\"", end.account());
    assertThat(Files.readAllLines(lab.celFile()))
        .as("the caller's bridge")
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("\"BRIDGE_ENTER\"")
                    .contains("Local/s@lab-inbound", "48500"));
    assertThat(Files.readString(lab.queueLog())).contains("|support|Agent 7001|CONNECT|");
  }

  @Test
  void an_agent_in_a_call_is_not_rung_again_and_the_next_caller_is_served_after() throws Exception {
    CompletableFuture<AmiMessage> busy =
        callers
            .session()
            .next(
                e ->
                    e.is("DeviceStateChange")
                        && e.get("Device").equals("Custom:lab7001")
                        && e.get("State").equals("INUSE"));
    CompletableFuture<CallerEnd> first =
        callers.play(CallerPlan.stays("48500", "support", Duration.ZERO, Duration.ofSeconds(3)));
    get(busy);
    CompletableFuture<CallerEnd> second =
        callers.play(CallerPlan.stays("48501", "support", Duration.ZERO, Duration.ofMillis(300)));
    assertThat(get(second).wasServed()).isTrue();
    assertThat(first).isDone();
    assertThat(Files.readString(lab.queueLog())).doesNotContain("RINGNOANSWER");
  }

  @Test
  void a_caller_presses_hash_is_asked_and_confirms() throws Exception {
    People.change(callers.session(), "7001", AgentPlan.away());
    CompletableFuture<AmiMessage> chose = callers.session().next(e -> e.isUserEvent("Chose"));
    CallerEnd end =
        get(
            callers.play(
                CallerPlan.books("48502", "support", Duration.ZERO, Duration.ofMillis(300))));
    assertThat(get(chose).get("Key")).isEqualTo("1");
    assertThat(end.wasPromised()).isTrue();
    assertThat(end.pressed()).startsWith("#").endsWith("1");
  }

  @Test
  void a_caller_who_gives_up_leaves_an_abandon_in_the_queue_log() throws Exception {
    People.change(callers.session(), "7001", AgentPlan.away());
    CallerEnd end =
        get(
            callers.play(
                CallerPlan.givesUp("48503", "support", Duration.ZERO, Duration.ofMillis(500))));
    assertThat(end.wasServed()).isFalse();
    assertThat(Files.readString(lab.queueLog())).contains("|ABANDON|");
  }

  @Test
  void an_agent_accepts_the_customer_presses_1_they_talk_and_the_agent_says_how_it_went()
      throws Exception {
    CompletableFuture<AmiMessage> accepted = callers.session().next(e -> e.isUserEvent("Accepted"));
    CompletableFuture<AmiMessage> customer = callers.session().next(e -> e.isUserEvent("Customer"));
    CompletableFuture<AmiMessage> disposed = callers.session().next(e -> e.isUserEvent("Disposed"));
    reserve("4801");
    assertThat(get(accepted).get("Key")).isEqualTo("1");
    assertThat(get(customer).get("Key")).isEqualTo("1");
    assertThat(get(disposed).get("Key")).isEqualTo("1");
    assertThat(Files.readString(lab.celFile()))
        .contains("LabRing,4801 a77")
        .contains("LabAnswer,4801 a77");
  }

  @Test
  void a_customer_is_busy_then_has_no_line_then_is_no_number_ring_by_ring() throws Exception {
    assertThat(dialled("4802")).isEqualTo("BUSY 17");
    assertThat(dialled("4802")).isEqualTo("CONGESTION 34");
    assertThat(dialled("4802")).isEqualTo("CHANUNAVAIL 1");
    assertThat(dialled("4802")).as("the last plan repeats").endsWith(" 1");
  }

  @Test
  void a_silent_customer_presses_nothing() throws Exception {
    CompletableFuture<AmiMessage> customer = callers.session().next(e -> e.isUserEvent("Customer"));
    reserve("4803");
    assertThat(get(customer).get("Key")).isEmpty();
  }

  @Test
  void an_agent_may_pass_by_another_key() throws Exception {
    People.change(
        callers.session(), "7001", AgentPlan.diligent(Duration.ofSeconds(5)).passingBy("2"));
    CompletableFuture<AmiMessage> accepted = callers.session().next(e -> e.isUserEvent("Accepted"));
    reserve("4801");
    assertThat(get(accepted).get("Key")).isEqualTo("2");
  }

  @Test
  void the_judge_sees_on_the_real_thing_who_was_served_out_of_turn() throws Exception {
    // No dialplan of the product here: the queue serves by arrival and knows no class. The judge
    // must notice.
    CompletableFuture<AmiMessage> first = joined("48500");
    callers.play(CallerPlan.stays("48500", "support", Duration.ZERO, Duration.ofSeconds(3)));
    get(first);
    CompletableFuture<AmiMessage> second = joined("48501");
    callers.play(CallerPlan.stays("48501", "support", Duration.ZERO, Duration.ofMillis(300)));
    get(second);
    CallerEnd urgent =
        get(
            callers.play(
                CallerPlan.stays("48502", "support", Duration.ZERO, Duration.ofMillis(300))
                    .inClass(5)));
    awaitInFile("\"CHAN_END\"", urgent.account());

    Records records = Records.read(lab.celFile(), lab.queueLog());
    TurnOrder.Result result =
        new TurnOrder(Duration.ofSeconds(5), Duration.ofSeconds(1), 1).judge(records);
    assertThat(records.unread()).isZero();
    assertThat(result.turns()).isEqualTo(3);
    assertThat(result.unjudged()).isZero();
    assertThat(result.overtakings())
        .singleElement()
        .satisfies(
            o -> {
              assertThat(o.kind()).isEqualTo(TurnOrder.Kind.VIOLATION);
              assertThat(o.served().number()).isEqualTo("48501");
              assertThat(o.served().agent()).isEqualTo("Agent 7001");
              assertThat(o.passedOver()).isEqualTo("caller 48502");
            });
  }

  @Test
  void the_judge_sees_on_the_real_thing_rings_and_talks_from_the_customers_side() throws Exception {
    CompletableFuture<AmiMessage> over =
        callers.session().next(e -> e.is("Hangup") && e.get("Uniqueid").equals(RESERVATION + "-2"));
    reserve("4801");
    get(over);
    awaitInFile("\"LINKEDID_END\"", RESERVATION);

    Records records = Records.read(lab.celFile(), lab.queueLog());
    assertThat(Ring.from(records.cel()))
        .singleElement()
        .satisfies(
            ring -> {
              assertThat(ring.number()).isEqualTo("4801");
              assertThat(ring.attempt()).isEqualTo("a77");
              assertThat(ring.answered()).isPresent();
              assertThat(ring.ended()).isPresent();
            });
    assertThat(Talk.from(records.cel()))
        .singleElement()
        .satisfies(
            talk -> {
              assertThat(talk.agent()).contains("7001");
              assertThat(talk.attempt()).isEqualTo("a77");
              assertThat(talk.lasted(Duration.ofMillis(100))).isTrue();
              assertThat(talk.lasted(Duration.ofSeconds(60))).isFalse();
            });
    assertThat(Entry.from(records))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.placeHolder()).isTrue();
              assertThat(entry.number()).isEqualTo("4801");
              assertThat(entry.exit()).isEqualTo("CONNECT");
              assertThat(entry.answered()).isPresent();
              assertThat(entry.left()).isPresent();
            });
  }

  private CompletableFuture<AmiMessage> joined(String number) {
    return callers
        .session()
        .next(e -> e.is("QueueCallerJoin") && e.get("CallerIDNum").equals(number));
  }

  private String dialled(String number) throws Exception {
    LabAmi session = callers.session();
    CompletableFuture<AmiMessage> dialled = session.next(e -> e.isUserEvent("Dialled"));
    CompletableFuture<AmiMessage> free =
        session.next(e -> e.is("Hangup") && e.get("Uniqueid").equals(RESERVATION + "-2"));
    reserve(number);
    AmiMessage event = get(dialled);
    get(free);
    return event.get("Status") + " " + event.get("Cause");
  }

  private void reserve(String number) throws Exception {
    AmiMessage taken =
        callers
            .session()
            .action(
                "Originate",
                Map.of(
                    "Channel",
                    "Local/s@amends-reserve/n",
                    "ChannelId",
                    RESERVATION + "-1",
                    "OtherChannelId",
                    RESERVATION + "-2",
                    "Context",
                    "amends-agent",
                    "Exten",
                    "s",
                    "Priority",
                    "1",
                    "Async",
                    "true",
                    "Timeout",
                    "86400000"),
                List.of("__NUM=" + number));
    assertThat(taken.isSuccess()).as(taken.toString()).isTrue();
  }

  private void awaitInFile(String type, String account) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    boolean there = false;
    while (!there && System.nanoTime() < until) {
      there =
          Files.exists(lab.celFile())
              && Files.readAllLines(lab.celFile()).stream()
                  .anyMatch(l -> l.startsWith(type) && l.contains(account));
    }
    assertThat(there).as("%s of %s in %s", type, account, lab.celFile()).isTrue();
  }

  private <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      List<String> log = Files.readAllLines(lab.folder().resolve("log/full"));
      throw new AssertionError(
          String.join("\n", log.subList(Math.max(0, log.size() - 60), log.size())), late);
    }
  }
}
