package amends.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Two callbacks on a real Asterisk 22.10.1 with the shipped dialplans, as its files stood
 * afterwards: one agent, busy with 48900; 48600100200 and 48600100201 booked by # and were called
 * back in that order.
 */
class RecordingTest {
  private static final Judgement.Rules RULES =
      new Judgement.Rules(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(5), 1);
  private static final String CEL = resource("two-callbacks-asterisk-22.cel.csv");
  private static final String QUEUE_LOG = resource("two-callbacks-asterisk-22.queue_log");

  @Test
  void both_promises_are_seen_kept_in_turn_and_every_row_is_understood() {
    Judgement judgement = Judgement.of(Records.parse(CEL, QUEUE_LOG), RULES);
    assertThat(judgement.booked()).isEqualTo(2);
    assertThat(judgement.bridged()).isEqualTo(2);
    assertThat(judgement.turns()).isEqualTo(3);
    assertThat(judgement.turnsUnjudged()).isZero();
    assertThat(judgement.sentences()).isEmpty();
    assertThat(judgement.bookingMillis()).containsExactly(2L, 114L);
    assertThat(judgement.unreadRows()).isZero();
  }

  @Test
  void the_same_files_with_one_ring_written_again_convict() {
    String ring = CEL.lines().filter(l -> l.startsWith("\"LabRing\"")).findFirst().orElseThrow();
    Judgement judgement =
        Judgement.of(
            Records.parse(CEL + ring.replace("\"1795428153.", "\"1795429999.") + "\n", QUEUE_LOG),
            RULES);
    assertThat(judgement.rungTwice()).isEqualTo(1);
  }

  @Test
  void the_same_files_with_the_callers_arrivals_exchanged_convict() {
    String exchanged =
        CEL.lines()
            .map(
                l ->
                    !l.startsWith("\"LabArrive\"")
                        ? l
                        : l.contains("48600100200")
                            ? l.replace("\"1795428116.", "\"1795428119.")
                            : l)
            .reduce("", (a, b) -> a + b + "\n");
    Judgement judgement = Judgement.of(Records.parse(exchanged, QUEUE_LOG), RULES);
    assertThat(judgement.turnViolations()).isEqualTo(1);
    assertThat(judgement.sentences())
        .singleElement()
        .asString()
        .contains("before callback 48600100201");
  }

  @Test
  void the_same_files_without_the_agents_legs_bridge_nobody() {
    String alone =
        CEL.lines().filter(l -> !l.contains("@lab-agent")).reduce("", (a, b) -> a + b + "\n");
    assertThat(Judgement.of(Records.parse(alone, QUEUE_LOG), RULES).bridged()).isZero();
  }

  private static String resource(String name) {
    try (InputStream in = RecordingTest.class.getResourceAsStream("/recordings/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
