package amends.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import amends.core.callback.CallbackPolicy;
import amends.core.order.OrderPolicy;
import amends.core.pacing.PacingPolicy;
import amends.server.config.Config.DatabasePlace;
import amends.server.config.Config.Show;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFileTest {
  private static final String GOOD =
      """
      door:
        secret: 0123456789abcdef
      pbxs:
        - id: a
          reader: {user: r, secret: rrr}
          writer: {user: w, secret: www}
      queues:
        - name: sales
          pbx: a
      """;

  private static final Map<String, String> SECRETS =
      Map.of(
          "HOME", "/home/x",
          "AMENDS_DOOR_SECRET", "0123456789abcdef",
          "AMENDS_PBX_A_READER_SECRET", "rrr",
          "AMENDS_PBX_A_WRITER_SECRET", "www");

  @TempDir private Path folder;

  @Test
  void the_shipped_file_gives_every_key_and_says_the_defaults() {
    Config config = ConfigFile.read(shipped(), SECRETS);
    assertThat(config.callback()).isEqualTo(CallbackPolicy.DEFAULT);
    assertThat(config.orders()).isEqualTo(OrderPolicy.DEFAULT);
    assertThat(config.pacing()).isEqualTo(PacingPolicy.DEFAULT);
    assertThat(config.database()).isEqualTo(new DatabasePlace.Embedded());
    assertThat(config.stateFolder()).isEqualTo(Path.of("/home/x/.local/state/amends"));
    assertThat(keysKnown())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(ConfigFile.keys(shipped(), SECRETS)).contains(key));
  }

  @Test
  void the_shipped_file_is_refused_while_its_secrets_are_the_examples() {
    assertThat(faults(Files::readString, Map.of()))
        .hasSize(3)
        .allSatisfy(fault -> assertThat(fault.wrong()).contains("still the example's"));
  }

  @Test
  void a_short_file_has_the_defaults() throws IOException {
    Config config = read(GOOD, Map.of("HOME", "/home/x"));
    assertThat(config.door().port()).isEqualTo(8480);
    assertThat(config.pbxs().getFirst().port()).isEqualTo(5038);
    assertThat(config.queue("a", "sales").orElseThrow().show()).isEqualTo(Show.MASKED);
    assertThat(config.queue("a", "other")).isEmpty();
    assertThat(config.stateFolder()).isEqualTo(Path.of("/home/x/.local/state/amends"));
    assertThat(config.callback().window()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void no_text_form_shows_a_secret() throws IOException {
    assertThat(read(GOOD, Map.of()).toString())
        .doesNotContain("0123456789abcdef")
        .doesNotContain("rrr")
        .doesNotContain("www");
  }

  @Test
  void a_secret_of_the_environment_wins() throws IOException {
    Config config =
        read(
            GOOD,
            Map.of(
                "AMENDS_DOOR_SECRET", "fedcba9876543210", "AMENDS_PBX_A_WRITER_SECRET", "other"));
    assertThat(config.door().secret().value()).isEqualTo("fedcba9876543210");
    assertThat(config.pbxs().getFirst().writer().secret().value()).isEqualTo("other");
  }

  @Test
  void a_secret_of_the_environment_that_belongs_to_nothing_is_a_fault() {
    assertThatThrownBy(() -> read(GOOD, Map.of("AMENDS_PBX_B_READER_SECRET", "x")))
        .hasMessageContaining("AMENDS_PBX_B_READER_SECRET in the environment belongs to nothing")
        .hasMessageContaining("did you mean 'AMENDS_PBX_A_READER_SECRET'?");
  }

  @Test
  void every_fault_is_shown_at_once_with_its_place() {
    String bad =
        GOOD
            + "nodde: x\n"
            + "callback:\n"
            + "  window: 5\n"
            + "  min_delay: 2 h\n"
            + "retry:\n"
            + "  attempts_max: 50\n"
            + "  busy: 1 s\n";
    List<Fault> faults = faults(path -> bad, Map.of());
    assertThat(faults).hasSize(5);
    assertThatThrownBy(() -> read(bad, Map.of()))
        .hasMessageContaining("amends.yaml cannot be used: 5 faults")
        .hasMessageContaining("amends.yaml:10:1: nodde is not a key here; did you mean 'node'?")
        .hasMessageContaining(
            "amends.yaml:12:11: callback.window is '5'; a time is a whole number with its unit")
        .hasMessageContaining("did you mean '5 s'?")
        .hasMessageContaining("amends.yaml:13:14: callback.min_delay is 2 h, allowed is 0 s to 1 h")
        .hasMessageContaining("amends.yaml:15:17: retry.attempts_max is 50, allowed is 1 to 20")
        .hasMessageContaining("amends.yaml:16:9: retry.busy is 1 s, allowed is 10 s to 24 h");
  }

  static Stream<Arguments> faulty() {
    return Stream.of(
        arguments(
            "secret: 0123456789abcdef", "", "door.secret is missing; wanted: 16 to 128 letters"),
        arguments(
            "secret: 0123456789abcdef",
            "secret: short",
            "door.secret does not fit; wanted: 16 to 128"),
        arguments(
            "secret: 0123456789abcdef", "secret: 0123456789ab&def", "door.secret does not fit"),
        arguments(
            "secret: 0123456789abcdef",
            "secret: 0123456789abcdef\n  port: 70000",
            "door.port is 70000, allowed is 0 to 65535"),
        arguments(
            "secret: 0123456789abcdef",
            "secret: 0123456789abcdef\n  port: x",
            "door.port is 'x', which is no whole number"),
        arguments(
            "secret: 0123456789abcdef",
            "secret: 0123456789abcdef\n  listen: 0.0.0.0",
            "door.listen is '0.0.0.0': the door listens on this machine only"),
        arguments(
            "secret: 0123456789abcdef",
            "secret: 0123456789abcdef\n  secret: 0123456789abcdef",
            "door.secret is given twice"),
        arguments("secret: 0123456789abcdef", "secret: [1, 2]", "door.secret must have one value"),
        arguments(
            "- id: a",
            "- id: a\n    host: pbx.example",
            "pbxs[0].host is 'pbx.example': this version speaks to a PBX on this machine only"),
        arguments("- id: a", "- id: a b", "pbxs[0].id does not fit"),
        arguments("- id: a", "- host: 127.0.0.1", "pbxs[0].id is missing"),
        arguments(
            "- id: a",
            "- id: a\n    prot: 1",
            "pbxs[0].prot is not a key here; did you mean 'port'?"),
        arguments("user: w, secret: www", "user: w", "pbxs[0].writer.secret is missing"),
        arguments(
            "user: w, secret: www", "user: 'w w', secret: www", "pbxs[0].writer.user does not fit"),
        arguments(
            "pbx: a",
            "pbx: b",
            "queues[0].pbx is 'b', which is no id among pbxs; did you mean 'a'?"),
        arguments(
            "pbx: a",
            "pbx: a\n    show: fulll",
            "queues[0].show is 'fulll', allowed is masked, full; did you mean 'full'?"),
        arguments(
            "pbx: a",
            "pbx: a\n  - name: sales\n    pbx: a",
            "queues[1].name is 'a/sales', which another one has already"),
        arguments("- name: sales", "- name: 'sales,1'", "queues[0].name does not fit"),
        arguments("door:", "database:\n  url: mysql://x\ndoor:", "database.url does not fit"),
        arguments("door:", "callback: 5\ndoor:", "callback must hold keys"),
        arguments(
            "door:", "notafter: 1500 ms\ndoor:", "notafter is 1500 ms, allowed is 5 s to 5 min"),
        arguments(
            "door:", "wrapup:\n  machine_key: 99\ndoor:", "wrapup.machine_key must be one key"),
        arguments(
            "door:",
            "pacing:\n  look_ahead: 2 min\ndoor:",
            "pacing.look_ahead seconds is 120, allowed is 0 to 60"),
        arguments("door:", "door: {", "this is not YAML"));
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void each_fault_names_its_key(String part, String instead, String message) {
    assertThat(GOOD).contains(part);
    String bad = GOOD.replace(part, instead);
    assertThatThrownBy(() -> read(bad, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void an_empty_or_absent_file_says_so() {
    assertThatThrownBy(() -> read("", Map.of())).hasMessageContaining("the file is empty");
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml"), Map.of()))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void a_fault_of_a_secret_does_not_show_it() {
    assertThatThrownBy(() -> read(GOOD.replace("0123456789abcdef", "hush hush"), Map.of()))
        .hasMessageContaining("door.secret does not fit")
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("hush"));
  }

  private interface Text {
    String of(Path shipped) throws IOException;
  }

  private List<Fault> faults(Text text, Map<String, String> environment) {
    return catchThrowableOfType(ConfigException.class, () -> read(text.of(shipped()), environment))
        .faults();
  }

  private Config read(String text, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("amends.yaml");
    Files.writeString(file, text);
    return ConfigFile.read(file, environment);
  }

  /**
   * Every key this version asks for: a file with a stray key in each section makes it name them.
   */
  private List<String> keysKnown() {
    Map<String, String> sections = new TreeMap<>();
    for (String section :
        List.of(
            "",
            "database",
            "door",
            "retry",
            "pass",
            "dial",
            "success",
            "wrapup",
            "callback",
            "number",
            "pacing")) {
      sections.put(
          section,
          section.isEmpty() ? "zzzzzzzzzzzzzzzz: 1\n" : section + ":\n  zzzzzzzzzzzzzzzz: 1\n");
    }
    sections.put("pbxs[0]", "pbxs:\n  - zzzzzzzzzzzzzzzz: 1\n");
    sections.put("pbxs[0].reader", "pbxs:\n  - reader:\n      zzzzzzzzzzzzzzzz: 1\n");
    sections.put("pbxs[0].writer", "pbxs:\n  - writer:\n      zzzzzzzzzzzzzzzz: 1\n");
    sections.put("queues[0]", "queues:\n  - zzzzzzzzzzzzzzzz: 1\n");
    return sections.entrySet().stream()
        .flatMap(
            section ->
                faults(path -> section.getValue(), Map.of()).stream()
                    .map(Fault::wrong)
                    .filter(wrong -> wrong.contains("zzzz"))
                    .map(
                        wrong ->
                            wrong.substring(wrong.indexOf("known are ") + "known are ".length()))
                    .flatMap(keys -> List.of(keys.split(", ", -1)).stream())
                    .map(key -> section.getKey().isEmpty() ? key : section.getKey() + "." + key))
        .toList();
  }

  private static Path shipped() {
    return Path.of("../../config/amends.yaml").toAbsolutePath().normalize();
  }
}
