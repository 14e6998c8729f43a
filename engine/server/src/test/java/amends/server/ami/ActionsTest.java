package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Kind;
import amends.core.desk.PartyId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.internal.ManagerWriterImpl;
import org.asteriskjava.util.SocketConnectionFacade;
import org.junit.jupiter.api.Test;

/**
 * What leaves for the PBX is one action with the variables meant, whatever anybody puts into a
 * field.
 */
class ActionsTest {
  static {
    LibraryLog.silence();
  }

  private static final int INPUTS = 40_000;
  private static final UUID PARTY = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final CaseRef ORDER = new CaseRef(new PartyId(PARTY), Kind.ORDER, new UUID(7, 8));
  private final StringBuilder wire = new StringBuilder();
  private final ManagerWriterImpl writer = new ManagerWriterImpl();
  private final Actions actions = new Actions();

  ActionsTest() {
    writer.setSocket(
        new TeeSocket(capturing(), null, InstantSource.system(), new CompletableFuture<>()));
    writer.setTargetVersion(AsteriskVersion.ASTERISK_18);
  }

  private SocketConnectionFacade capturing() {
    return (SocketConnectionFacade)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SocketConnectionFacade.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("write")) {
                wire.append((String) arguments[0]);
              }
              return null;
            });
  }

  private String sent(ManagerAction action) throws IOException {
    wire.setLength(0);
    writer.sendAction(action, "77_1");
    return wire.toString();
  }

  private static Command.Reserve reserve(String pbx, String queue, int turnClass, Instant place) {
    return new Command.Reserve(new UUID(1, 2), ORDER, pbx, queue, turnClass, place, Instant.MAX);
  }

  @Test
  void a_reservation_is_the_originate_of_the_contract() throws IOException {
    String text =
        sent(
            actions.reserve(
                reserve("a", "support", 3, Instant.ofEpochSecond(1_790_000_000)),
                Duration.ofSeconds(30),
                Duration.ofMinutes(61),
                "callback"));
    String hex = "00112233445566778899aabbccddeeff" + "00000000000000010000000000000002";
    assertThat(text.lines().map(String::toLowerCase))
        .contains(
            "action: originate",
            "channel: local/s@amends-reserve/n",
            "channelid: " + hex + "-1",
            "otherchannelid: " + hex + "-2",
            "context: amends-agent",
            "exten: s",
            "priority: 1",
            "async: true",
            "timeout: 86400000",
            "variable: __am_order=00112233445566778899aabbccddeeff00000000000000070000000000000008",
            "variable: __am_queue=support",
            "variable: __am_ring=30",
            "variable: __amends_place=1790000000",
            "variable: __amends_class=3",
            "variable: __am_waited=61",
            "variable: __am_why=callback");
    assertThat(text).doesNotContainIgnoringCase("callerid");
  }

  @Test
  void every_send_has_an_ActionID_of_its_own_and_it_names_order_and_reservation()
      throws IOException {
    Command.Reserve one = reserve("a", "support", 0, Instant.ofEpochSecond(1_790_000_000));
    ManagerAction first = actions.reserve(one, Duration.ofSeconds(30), Duration.ZERO, "callback");
    ManagerAction second = actions.reserve(one, Duration.ofSeconds(30), Duration.ZERO, "callback");
    assertThat(first.getActionId()).isNotEqualTo(second.getActionId());
    assertThat(ReserveId.ofAction(first.getActionId()))
        .contains(new ReserveId(ORDER.hex(), one.channel()));
    assertThat(sent(first)).contains("#" + first.getActionId());
  }

  @Test
  void withdraw_presses_D_on_the_first_leg() throws IOException {
    assertThat(sent(actions.withdraw("ab".repeat(32))).lines())
        .contains("action: PlayDTMF", "channel: " + "ab".repeat(32) + "-1", "digit: D");
  }

  @Test
  void an_acknowledged_note_is_an_extension_of_amends_ack() throws IOException {
    assertThat(sent(actions.acknowledge("lab-1700000000.17-2")).lines())
        .contains(
            "channel: Local/lab-1700000000.17-2@amends-ack/n",
            "context: amends-ack",
            "exten: s",
            "async: true");
  }

  @Test
  void no_input_ever_makes_a_second_action_or_a_second_variable() throws IOException {
    long seed = Long.getLong("amends.seed", new Random().nextLong());
    System.out.println("ActionsTest seed " + seed);
    Random random = new Random(seed);
    int went = 0;
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      String hostile = hostile(random);
      Supplier<ManagerAction> build = anyAction(random, hostile);
      ManagerAction action;
      try {
        action = build.get();
      } catch (IllegalArgumentException no) {
        assertThat(no.getMessage())
            .as("seed %d", seed)
            .matches(message -> hostile.length() < 4 || !message.contains(hostile));
        refused++;
        continue;
      }
      String text = sent(action);
      went++;
      assertOneAction(text, action, seed);
    }
    System.out.println(
        "ActionsTest: " + INPUTS + " inputs, " + went + " went, " + refused + " refused");
    assertThat(went).isPositive();
    assertThat(refused).isGreaterThan(INPUTS / 4);
  }

  @Test
  void an_action_built_beside_us_is_stopped_where_it_would_leave() {
    for (String evil :
        List.of(
            "x\r\n\r\nAction: Command\r\nCommand: core stop now",
            "x\nFoo: y",
            "x\rFoo: y",
            "a\0b",
            "x\u007F")) {
      OriginateAction action = new OriginateAction();
      action.setActionId("1");
      action.setChannel("Local/s@here");
      action.setCallerId(evil);
      assertThatThrownBy(() -> sent(action))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing was sent");
      assertThat(wire).isEmpty();
    }
    OriginateAction comma = new OriginateAction();
    comma.setActionId("1");
    comma.setVariable("A", "1,B=2");
    assertThatThrownBy(() -> sent(comma)).hasMessageContaining("second variable");
    OriginateAction longLine = new OriginateAction();
    longLine.setActionId("1");
    longLine.setAccount("a".repeat(1001));
    assertThatThrownBy(() -> sent(longLine)).hasMessageContaining("1000 bytes");
    OriginateAction many = new OriginateAction();
    many.setActionId("1");
    for (int i = 0; i < 101; i++) {
      many.setVariable("V" + i, "1");
    }
    assertThatThrownBy(() -> sent(many)).hasMessageContaining("100 headers");
    assertThat(wire).isEmpty();
  }

  @Test
  void on_a_real_socket_as_many_actions_arrive_as_were_sent() throws Exception {
    long seed = Long.getLong("amends.seed", new Random().nextLong());
    System.out.println("ActionsTest (socket) seed " + seed);
    Random random = new Random(seed);
    Account account = new Account("amends-writer", FakeAsterisk.SECRET);
    int sent = 0;
    try (FakeAsterisk pbx = new FakeAsterisk();
        AmiConnection line =
            new AmiConnection(
                "127.0.0.1",
                pbx.port(),
                account,
                Wired.QUICK,
                InstantSource.system(),
                null,
                event -> {})) {
      line.login();
      int before = actionLines(pbx);
      for (int i = 0; i < 2_000; i++) {
        try {
          line.send(anyAction(random, hostile(random)).get(), null);
          sent++;
        } catch (IllegalArgumentException refused) {
          assertThat(refused).hasMessageNotContaining("\n");
        }
      }
      int all = before + sent;
      Until.is(
          () -> "all of " + all + " actions, there are " + actionLines(pbx),
          () -> actionLines(pbx) >= all);
      assertThat(actionLines(pbx)).as("seed %d", seed).isEqualTo(all);
      assertThat(sent).isPositive();
    }
  }

  private static int actionLines(FakeAsterisk pbx) {
    return (int)
        pbx.raw()
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("action:"))
            .count();
  }

  private Supplier<ManagerAction> anyAction(Random random, String hostile) {
    return switch (random.nextInt(9)) {
      case 0 ->
          () ->
              actions.reserve(
                  reserve("a", hostile, 0, Instant.ofEpochSecond(5)),
                  Duration.ofSeconds(9),
                  Duration.ZERO,
                  "callback");
      case 1 ->
          () ->
              actions.reserve(
                  reserve("a", "q", 0, Instant.ofEpochSecond(5)),
                  Duration.ofSeconds(9),
                  Duration.ZERO,
                  hostile);
      case 2 ->
          () ->
              actions.reserve(
                  reserve(
                      "a",
                      "q",
                      random.nextInt(-5, 15),
                      Instant.ofEpochSecond(random.nextLong(-100, 9_000_000_000L))),
                  Duration.ofSeconds(random.nextInt(-5, 90)),
                  Duration.ofMinutes(random.nextInt(-9, 9)),
                  "callback");
      case 3 -> () -> actions.withdraw(hostile);
      case 4 -> () -> actions.press(hostile, "1");
      case 5 -> () -> actions.press("chan-1", hostile);
      case 6 -> () -> actions.acknowledge(hostile);
      case 7 -> () -> actions.queue(hostile);
      default -> () -> actions.mark(hostile);
    };
  }

  /** Mostly a plain word with something evil in it, sometimes harmless, sometimes only noise. */
  private static String hostile(Random random) {
    String[] evil = {
      "\r\n\r\nAction: Command\r\nCommand: x",
      "\r\n",
      "\n",
      "\r",
      ",",
      ",B=2",
      "|",
      "\0",
      "\u007F",
      ": ",
      "é",
      "\u2028",
      "\uD83D",
      "$(x)",
      "${SHELL(id)}",
      "&",
      "@",
      "/",
      " ",
      "x".repeat(1100),
      ""
    };
    String[] plain = {
      "support", "lab-1700000000.12-1", "ab".repeat(32), "1", "D", "callback", "400", "a-1"
    };
    String word = plain[random.nextInt(plain.length)];
    return switch (random.nextInt(4)) {
      case 0 -> word;
      case 1 ->
          random
              .ints(random.nextInt(0, 30), 0, 0x100)
              .collect(StringBuilder::new, (s, c) -> s.append((char) c), StringBuilder::append)
              .toString();
      default -> {
        int cut = random.nextInt(word.length() + 1);
        yield word.substring(0, cut) + evil[random.nextInt(evil.length)] + word.substring(cut);
      }
    };
  }

  private static void assertOneAction(String text, ManagerAction action, long seed) {
    assertThat(text).as("seed %d", seed).endsWith("\r\n\r\n");
    String body = text.substring(0, text.length() - 4);
    List<String> lines = List.of(body.split("\r\n", -1));
    assertThat(lines)
        .as("seed %d: %s", seed, body)
        .allMatch(line -> Pattern.matches("[A-Za-z]+: [\\x20-\\x7E]*", line));
    assertThat(
            lines.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("action: ")))
        .as("seed %d", seed)
        .hasSize(1);
    int variables =
        action instanceof OriginateAction originate && originate.getVariables() != null
            ? originate.getVariables().size()
            : 0;
    List<String> sent =
        lines.stream()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("variable: "))
            .toList();
    assertThat(sent)
        .as("seed %d", seed)
        .hasSize(variables)
        .allMatch(line -> line.indexOf('=') > 0 && line.indexOf(',') < 0);
  }
}
