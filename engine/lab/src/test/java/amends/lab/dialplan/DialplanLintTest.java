package amends.lab.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.asterisk.ProductHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DialplanLintTest {
  private static final Path SHIPPED = ProductHome.find().resolve("dialplans");

  @Test
  void the_shipped_dialplan_has_no_offence() throws Exception {
    Dialplan plan = Dialplan.read(SHIPPED);
    assertThat(plan.contexts())
        .containsKeys(
            "amends-place",
            "amends-exit",
            "amends-book",
            "amends-reserve",
            "amends-agent",
            "amends-customer",
            "amends-orphan",
            "amends-ack");
    assertThat(DialplanLint.offences(plan)).isEmpty();
  }

  @Test
  void every_event_of_the_contract_is_sent() throws Exception {
    Set<String> sent = new TreeSet<>();
    Dialplan.read(SHIPPED)
        .steps()
        .forEach(
            s -> {
              Matcher event =
                  Pattern.compile("(?<!CELGen)UserEvent\\((\\w+)")
                      .matcher(s.app() + "(" + s.data());
              if (event.find()) {
                sent.add(event.group(1));
              }
            });
    assertThat(sent).isEqualTo(DialplanLint.EVENTS.keySet());
  }

  @Test
  void the_main_file_includes_every_other_and_nothing_else() throws Exception {
    List<String> included =
        Files.readAllLines(SHIPPED.resolve("amends.conf")).stream()
            .filter(l -> l.startsWith("#tryinclude "))
            .map(l -> l.substring(12).strip())
            .sorted()
            .toList();
    try (var files = Files.list(SHIPPED)) {
      assertThat(included)
          .isEqualTo(
              files
                  .map(f -> f.getFileName().toString())
                  .filter(f -> f.startsWith("amends-") && f.endsWith(".conf"))
                  .map(f -> "amends/" + f)
                  .sorted()
                  .toList());
    }
  }

  @Test
  void a_planted_offence_is_named_with_its_place() {
    assertThat(lint("Goto(amends-nowhere,s,1)"))
        .singleElement()
        .asString()
        .contains("text:2", "nowhere");
    assertThat(lint("GotoIf($[1]?there:s,9)")).hasSize(2);
    assertThat(lint("Dial(PJSIP/1,1,gU(amends-x)F(amends-y^s^1))")).hasSize(2);
    assertThat(lint("Set(CHANNEL(hangup_handler_push)=amends-z,gone,1)")).hasSize(1);
    assertThat(lint("System(rm)")).hasSize(1);
    assertThat(lint("Set(X=${SHELL(ls)})")).hasSize(1);
    assertThat(lint("UserEvent(AmOther,Order: 1)"))
        .singleElement()
        .asString()
        .contains("does not know");
    assertThat(lint("UserEvent(AmNoted,Kei: 1)"))
        .singleElement()
        .asString()
        .contains("instead of Key");
    assertThat(lint("UserEvent(AmNoted,Key: ${FILTER(0-9,${CALLERID(num)})})"))
        .singleElement()
        .asString()
        .contains("number");
    assertThat(lint("Dial(PJSIP/${EXTEN}@carrier)"))
        .singleElement()
        .asString()
        .contains("unfiltered [EXTEN]");
    assertThat(lint("Set(X=${CURL(http://a,n=${CALLERID(num)})})")).hasSize(1);
    assertThat(lint("Read(K,beep)\n same => n,UserEvent(AmNoted,Key: ${K})")).hasSize(1);
    assertThat(lint("Set(K=${EXTEN})\n same => n,Set(L=a${K})\n same => n,Queue(${L})")).hasSize(1);
    assertThat(lint("Set(X=${FILTER(0-9_.-,${EXTEN})})"))
        .singleElement()
        .asString()
        .contains("hyphen");
  }

  @Test
  void what_is_in_order_is_let_through() {
    assertThat(
            lint(
                """
                Set(K=${FILTER(0-9,${EXTEN})})
                 same => n(x),Dial(PJSIP/${K}@carrier,9,gU(amends-t))
                 same => n,GotoIf($[${LEN(${EXTEN})} > 3]?x)
                 same => n,Goto(s,1)\
                """))
        .isEmpty();
  }

  private static List<String> lint(String steps) {
    return DialplanLint.offences(Dialplan.parse("[amends-t]\nexten => s,1," + steps + "\n"));
  }
}
