package amends.app.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void passes_only_when_every_target_is_met() {
    assertThat(report(Map.of("lost", 0.0), Map.of("lost", Target.equal(0))).pass()).isTrue();
    assertThat(report(Map.of("lost", 1.0), Map.of("lost", Target.equal(0))).pass()).isFalse();
  }

  @Test
  void a_target_without_its_figure_is_not_met() {
    assertThat(report(Map.of(), Map.of("lost", Target.equal(0))).pass()).isFalse();
  }

  @Test
  void a_proof_without_targets_proves_nothing() {
    assertThat(report(Map.of("lost", 0.0), Map.of()).pass()).isFalse();
  }

  @Test
  void a_figure_that_could_not_be_measured_meets_nothing() {
    for (Target.Op op : Target.Op.values()) {
      assertThat(new Target(op, 0).met(Double.NaN)).as(op.name()).isFalse();
    }
  }

  @Test
  void json_carries_figures_targets_and_the_verdict() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(report(Map.of("lost", 2.0), Map.of("lost", Target.atMost(1))).json());
    assertThat(json.get("name").asText()).isEqualTo("callback");
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("n").asInt()).isEqualTo(5);
    assertThat(json.at("/figures/lost").asDouble()).isEqualTo(2);
    assertThat(json.at("/targets/lost/op").asText()).isEqualTo("<=");
    assertThat(json.at("/targets/lost/value").asDouble()).isEqualTo(1);
    assertThat(json.at("/targets/lost/met").asBoolean()).isFalse();
    assertThat(json.get("pass").asBoolean()).isFalse();
  }

  @Test
  void the_table_says_which_target_was_missed_and_names_n() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report(Map.of("lost", 2.0), Map.of("lost", Target.equal(0)))
        .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("n 5")
        .containsPattern("lost +2 +. 0 +NOT MET")
        .contains("FAIL");
  }

  private static Report report(Map<String, Double> figures, Map<String, Target> targets) {
    return new Report("callback", 7, 5, "a witness", figures, targets);
  }
}
