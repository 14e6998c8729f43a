package amends.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final String REAL = resource("cel-of-asterisk-22.csv");

  private static String resource(String name) {
    try (InputStream in = RecordsTest.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void reads_what_the_real_asterisk_wrote() {
    Records records =
        Records.parse(REAL, "1795426800|one-2|support|Agent 7001|CONNECT|3|one-3|2\n");
    CelRow row = records.cel().getFirst();
    assertThat(row.isUser("LabRing")).isTrue();
    assertThat(row.at()).isEqualTo(Instant.parse("2026-11-23T09:40:04.873874Z"));
    assertThat(row.extra()).isEqualTo("4711 \"abc\"");
    assertThat(row.word(0)).isEqualTo("4711");
    assertThat(row.word(7)).isEmpty();
    assertThat(row.callerNumber()).isEqualTo("123");
    assertThat(records.cel().get(1).extra()).contains("\"hangupcause\":16");
    assertThat(records.queueLog().getFirst().data()).containsExactly("3", "one-3", "2");
    assertThat(records.unread()).isZero();
  }

  @Test
  void a_row_still_being_written_is_left_for_later() {
    assertThat(Records.parse(REAL + "\"ANSWER\",\"17954", "").cel()).hasSize(2);
    assertThat(Records.parse(REAL + "\"ANSWER\",\"17954", "").unread()).isZero();
  }

  @Test
  void rows_nobody_understands_are_counted_not_swallowed() {
    assertThat(Records.parse(REAL + "\"too\",\"short\"\n", "nonsense\n").unread()).isEqualTo(2);
  }
}
