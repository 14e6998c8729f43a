package amends.lab.dialplan;

import amends.lab.ami.AmiMessage;
import amends.lab.ami.LabAmi;
import amends.lab.asterisk.AsteriskLab;
import amends.lab.asterisk.AsteriskLabBuilder;
import amends.lab.asterisk.QueueSpec;
import amends.lab.junit.AsteriskForTests;
import amends.lab.phones.AgentPlan;
import amends.lab.phones.Callers;
import amends.lab.phones.CustomerPlan;
import amends.lab.phones.People;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One real PBX with the shipped dialplans for all tests of this room, two doors, and people with
 * short prompts.
 */
final class Stage {
  static final String AGENT = "7001";
  private static final List<String> SHORT =
      List.of(
          "OFFER",
          "NUMBER",
          "CONFIRM",
          "ENTER",
          "INVALID",
          "BOOKED",
          "EXISTS",
          "NOTED",
          "GOODBYE",
          "REFUSED",
          "SORRY",
          "STAY",
          "WHISPER",
          "ACCEPT",
          "CANCELLED",
          "UNREACHED",
          "DISPOSITION",
          "PRESS1",
          "CLOSING",
          "MOMENT");
  private static Stage shared;

  final FakeDoor door = new FakeDoor();
  final FakeDoor second = new FakeDoor();
  final Heard heard = new Heard();
  final AsteriskLab lab;
  final Callers callers;
  final LabAmi ami;

  /**
   * What the agent presses when offered a callback and when asked how it went; empty for nothing.
   */
  volatile String agentKey;

  volatile String dispositionKey;

  /** What the customer presses when asked; empty for nothing. */
  volatile String customerKey;

  private final AtomicLong ids = new AtomicLong(System.nanoTime());

  private Stage() throws Exception {
    People people = People.nobody().agent(AGENT, answering());
    AsteriskLabBuilder builder =
        AsteriskLab.builder(AsteriskForTests.get())
            .fullLog(true)
            .engine("pbx1", door.url(), "s3cret")
            .global("AMENDS_OFFER", "no")
            .queue(QueueSpec.of("quiet").withOffer("", 0))
            .queue(QueueSpec.of("400").withOffer("", 0))
            .queue(QueueSpec.of("closed").withExtra(List.of("joinempty = no")))
            .queue(people.staff(QueueSpec.of("support").withOffer("", 0).withTimes(0, 12), AGENT));
    SHORT.forEach(prompt -> builder.global("AMENDS_P_" + prompt, "beep"));
    builder.dialplan(
        "[test-keys]\nexten => s,1,SendDTMF(${TEST_KEYS},600,150)\n same => n,Wait(600)\n");
    lab = people.moveInto(builder).build().start();
    callers = Callers.of(lab);
    ami = callers.session();
    ami.onEvent(heard::add);
    ami.onEvent(this::pressWhenAsked);
    people.hangUpAll(ami);
  }

  /** The PBX, started by the first who asks; the lab ends it with the program. */
  static synchronized Stage get() throws Exception {
    if (shared == null) {
      shared = new Stage();
    }
    return shared;
  }

  /** An agent who answers quickly; the keys are pressed when they are asked for. */
  static AgentPlan answering() {
    return new AgentPlan(
        true, Duration.ZERO, "", Duration.ZERO, Duration.ofMillis(300), "", Duration.ZERO);
  }

  /**
   * The stage as before every test: nobody on the line, the doors unscripted, everybody as usual.
   */
  void clear() throws Exception {
    ami.action("Hangup", Map.of("Channel", "/./", "Cause", "16"));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (channels() > 0) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the line was not cleared in 20 s");
      }
    }
    ami.set("", "AMENDS_URL2", "");
    ami.set("", "AMENDS_OFFER", "no");
    ami.set("", "AMENDS_NUMBERS", "");
    People.change(ami, AGENT, answering());
    pause(false);
    agentKey = "1";
    dispositionKey = "1";
    customerKey = "1";
    door.forget();
    second.forget();
    heard.forget();
    door.answer("/who", "WHO 48*****01");
  }

  void pause(boolean paused) throws IOException {
    ami.action(
        "QueuePause",
        Map.of("Interface", People.telephone(AGENT), "Paused", Boolean.toString(paused)));
  }

  void customer(String number, CustomerPlan plan) throws IOException {
    People.change(ami, number, plan);
  }

  /** 64 hexadecimal digits nobody had before. */
  String hex64() {
    return HexFormat.of().toHexDigits(ids.incrementAndGet()).repeat(4);
  }

  static long now() {
    return System.currentTimeMillis() / 1000;
  }

  /** {@code GO} for this number, good for a minute. */
  static String go(String attempt, String number) {
    return "GO " + attempt + " " + number + " 48221234567 " + (now() + 60);
  }

  /** A place-holder as the engine makes it. */
  Reservation reserve(String queue, long place) throws IOException {
    Reservation made = new Reservation(hex64(), hex64());
    AmiMessage taken =
        ami.action(
            "Originate",
            Map.of(
                "Channel",
                "Local/s@amends-reserve/n",
                "ChannelId",
                made.res(),
                "OtherChannelId",
                made.holder(),
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
            List.of(
                "__AM_ORDER=" + made.order(),
                "__AM_QUEUE=" + queue,
                "__AM_RING=10",
                "__AMENDS_PLACE=" + place,
                "__AMENDS_CLASS=0",
                "__AM_WAITED=12",
                "__AM_WHY=callback"));
    if (!taken.isSuccess()) {
      throw new IOException("no place-holder: " + taken);
    }
    return made;
  }

  /** Somebody hangs up. */
  void hangUp(String channel) {
    try {
      ami.action("Hangup", Map.of("Channel", channel));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Lets the person at this end of a caller's line press keys, one after the other. */
  void press(String ownChannel, String keys) throws IOException {
    ami.set(ownChannel, "TEST_KEYS", keys);
    ami.action(
        "Redirect",
        Map.of("Channel", ownChannel, "Context", "test-keys", "Exten", "s", "Priority", "1"));
  }

  /** The value of a key in Asterisk's database, or empty. */
  String db(String family, String key) throws Exception {
    CompletableFuture<AmiMessage> value =
        ami.next(e -> e.is("DBGetResponse") && e.get("Key").equals(key));
    AmiMessage answer = ami.action("DBGet", Map.of("Family", family, "Key", key));
    return answer.isSuccess() ? value.get(20, TimeUnit.SECONDS).get("Val") : "";
  }

  /** People press a key when they hear the question, not after some seconds. */
  private void pressWhenAsked(AmiMessage event) {
    if (!event.is("Newexten") || !event.get("Application").equals("Read")) {
      return;
    }
    boolean customer = event.get("Context").equals("amends-customer");
    boolean agent = event.get("Context").equals("amends-agent");
    String key =
        customer
            ? customerKey
            : event.get("AppData").startsWith("AM_DISP") ? dispositionKey : agentKey;
    if ((customer || agent) && !key.isEmpty()) {
      Thread.ofVirtual()
          .start(
              () -> {
                String leg =
                    customer
                        ? event.get("Channel")
                        : heard.await("AgentConnect", e -> e.is("AgentConnect")).get("DestChannel");
                play(leg.replaceFirst(";1$", ";2"), key);
              });
    }
  }

  private void play(String channel, String key) {
    try {
      ami.action("PlayDTMF", Map.of("Channel", channel, "Digit", key, "Duration", "120"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private int channels() throws Exception {
    CompletableFuture<AmiMessage> list = ami.next(e -> e.is("CoreShowChannelsComplete"));
    ami.action("CoreShowChannels", Map.of());
    return Integer.parseInt(list.get(20, TimeUnit.SECONDS).get("ListItems"));
  }

  /** A place-holder: what its order and its reservation are called. */
  record Reservation(String order, String id) {
    String res() {
      return id + "-1";
    }

    String holder() {
      return id + "-2";
    }
  }
}
