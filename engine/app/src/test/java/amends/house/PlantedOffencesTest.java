package amends.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule of the house is broken on purpose, in a small house of its own, and says by whom. */
class PlantedOffencesTest {
  /**
   * What was planted against one rule.
   *
   * @param house the package below {@code amends.house.planted} that holds the broken house
   * @param offences what the report must say, one entry an offence, and as many entries as offences
   */
  private record Planted(String house, List<String> offences) {}

  private static final Map<String, Planted> PLANTED = planted();

  private static Map<String, Planted> planted() {
    Map<String, Planted> all = new LinkedHashMap<>();
    all.put("packages have no cycles", of("cycle", "Clerk.paper"));
    all.put("core knows only the JDK and itself", of("library", "Talkative.log>"));
    all.put("core does no input or output", of("files", "Scribe.say"));
    all.put("lab knows of the house only core", of("lab", "Judge.engine>"));
    all.put(
        "server knows of the house only core", of("server", "Upward.main>", "Pretender.puppet>"));
    all.put("gateways of the server do not know each other", of("gateways", "Line.door>"));
    all.put(
        "core rooms keep their order",
        of(
            "rooms",
            "desk may not know order: Field <amends.house.planted.rooms.core.desk.Peeking.window>",
            "callback may not know survey: Field <amends.house.planted.rooms.core.callback.Gossip",
            "attic.Stranger is in core room 'attic', which stands on no line"));
    all.put(
        "core asks neither clock nor chance",
        of(
            "clock",
            "Impatient.now()> calls method <java.time.Instant.now()>",
            "Impatient.ids()> references method <java.util.UUID.randomUUID()>",
            "Impatient.elapsed()> calls method <java.lang.System.nanoTime()>",
            "Impatient.clock()> calls method <java.time.Clock.systemUTC()>",
            "Impatient.dice()> calls constructor <java.util.Random.<init>(long)>",
            "Impatient.here()> calls method <java.time.ZoneId.systemDefault()>"));
    all.put(
        "core iterates nothing unordered",
        of(
            "unordered",
            "Jumble.map()> calls constructor <java.util.HashMap.<init>()>",
            "Jumble.set()> references constructor <java.util.HashSet.<init>()>",
            "Jumble.literal()> calls method <java.util.Map.of(",
            "Jumble.grouped(java.util.List)> calls method <java.util.stream.Collectors.groupingBy",
            "Jumble.parallel(java.util.List)> calls method <java.util.List.parallelStream()>"));
    all.put("databases are spoken to only in store", of("driver", "Direct.connection>"));
    all.put(
        "SQL is written only in store", of("statement", "Shortcut holds SQL: select id, stage"));
    all.put("every room has its page", of("page", "Unexplained stands in a room without a page"));
    return all;
  }

  private static Planted of(String house, String... offences) {
    return new Planted(house, List.of(offences));
  }

  @Test
  void every_rule_has_an_offence_planted() {
    assertThat(PLANTED.keySet()).containsExactlyElementsOf(new House("any").rules().keySet());
  }

  @TestFactory
  Stream<DynamicTest> the_offender_is_named() {
    return PLANTED.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> isNamed(each.getKey(), each.getValue())));
  }

  private static void isNamed(String rule, Planted planted) {
    String root = "amends.house.planted." + planted.house();
    var classes = new ClassFileImporter().importPackages(root);
    var report = new House(root).rules().get(rule).evaluate(classes).getFailureReport();
    String text = String.join("\n", report.getDetails());
    assertThat(planted.offences()).allSatisfy(offence -> assertThat(text).contains(offence));
    assertThat(innocent(text)).isEmpty();
  }

  /** What stands in the planted houses beside the offences and must not be reported. */
  private static List<String> innocent(String report) {
    return Stream.of("Rightful", "Jumble.ordered", "Please select", "core.order.Window>")
        .filter(report::contains)
        .filter(name -> !name.equals("core.order.Window>") || !report.contains("may not know"))
        .toList();
  }
}
