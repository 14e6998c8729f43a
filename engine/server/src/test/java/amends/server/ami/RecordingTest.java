package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Letter;
import amends.core.order.OrderSignal;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a real Asterisk 22 said, word for word, goes through asterisk-java's parser and the
 * translator, and tells what the {@code .news} beside it says. {@code -Damends.update=true}
 * rewrites those; the difference is the review.
 */
class RecordingTest {
  private static final Path HOME = Path.of("src/test/resources/recordings");

  @ParameterizedTest
  @ValueSource(strings = {"served", "passed", "busy", "ignored"})
  void tells_the_news_beside_it(String name) throws Exception {
    String told = told(Replay.of("lab", text(name + ".ami")));
    if (Boolean.getBoolean("amends.update")) {
      Files.writeString(HOME.resolve(name + ".news"), told);
    }
    assertThat(told).isEqualTo(text(name + ".news"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"served", "busy"})
  void doubled_events_tell_nothing_more(String name) throws Exception {
    String doubled =
        packets(text(name + ".ami")).stream()
            .map(packet -> packet + packet)
            .reduce("", String::concat);
    assertThat(told(Replay.of("lab", doubled))).isEqualTo(text(name + ".news"));
  }

  /**
   * Each letter's id comes from the PBX's words alone, so that two nodes that read the same events
   * send the same letters.
   */
  @ParameterizedTest
  @ValueSource(strings = {"served", "passed", "busy"})
  void in_any_order_the_same_kinds_of_news_are_told(String name) throws Exception {
    long seed = Long.getLong("amends.seed", new Random().nextLong());
    System.out.println("RecordingTest " + name + " seed " + seed);
    List<String> shuffled = new ArrayList<>(packets(text(name + ".ami")));
    Collections.shuffle(shuffled, new Random(seed));
    List<String> kinds = kinds(Replay.of("lab", String.join("", shuffled)));
    assertThat(kinds)
        .as("seed %d", seed)
        .doesNotHaveDuplicates()
        .contains("Gone")
        .allMatch(kinds(Replay.of("lab", text(name + ".ami")))::contains);
  }

  private static List<String> kinds(List<Letter> letters) {
    return letters.stream()
        .map(letter -> ((OrderSignal.Heard) letter.signal()).news().getClass().getSimpleName())
        .toList();
  }

  private static String told(List<Letter> letters) {
    StringBuilder text = new StringBuilder();
    for (Letter letter : letters) {
      String order = letter.to().map(ref -> ref.id().toString()).orElse("order not named");
      text.append(letter.id())
          .append(' ')
          .append(order)
          .append(' ')
          .append(((OrderSignal.Heard) letter.signal()).news())
          .append('\n');
    }
    return text.toString();
  }

  private static List<String> packets(String recording) {
    return Arrays.stream(recording.split("\r\n\r\n", -1))
        .map(packet -> packet + "\r\n\r\n")
        .toList();
  }

  private static String text(String name) throws Exception {
    try (InputStream in = RecordingTest.class.getResourceAsStream("/recordings/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
