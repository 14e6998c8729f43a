package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
  @TempDir Path folder;

  @Test
  void keeps_both_directions_sealed_and_no_login_key() throws Exception {
    Account reader = new Account("amends-reader", FakeAsterisk.SECRET);
    Account writer = new Account("amends-writer", FakeAsterisk.SECRET);
    String event = "Event: Newchannel\r\nCallerIDNum: 4813900001\r\nUniqueid: 1.1\r\n\r\n";
    try (FakeAsterisk pbx = new FakeAsterisk();
        Recorder recorder = new Recorder(new RingFile(folder, "a", 2, 1_000_000), KEY);
        Wired wired =
            new Wired("a", pbx.port(), reader, writer, Wired.QUICK, recorder).open().awaitUp(1)) {
      pbx.say(event);
      Until.is(
          () -> "the event is on the tape",
          () -> tape().stream().anyMatch(packet -> packet.contains("4813900001")));
      assertThat(tape())
          .anySatisfy(packet -> assertThat(packet).startsWith("> ").contains("action: Login"));
      assertThat(tape())
          .anySatisfy(packet -> assertThat(packet).startsWith("< ").contains("FullyBooted"));
      assertThat(String.join("", tape()))
          .containsIgnoringCase("key: (masked)")
          .containsIgnoringCase("challenge: (masked)")
          .doesNotContain("Challenge: 1234567");
      assertThat(wired.downs).isEmpty();
    }
    for (Path file : list()) {
      assertThat(Files.readString(file)).doesNotContain("4813900001").doesNotContain("FullyBooted");
    }
  }

  @Test
  void a_tape_that_cannot_be_written_costs_the_recording_and_not_the_link() throws Exception {
    Account reader = new Account("amends-reader", FakeAsterisk.SECRET);
    Account writer = new Account("amends-writer", FakeAsterisk.SECRET);
    Recorder recorder = new Recorder(new RingFile(folder, "a", 2, 1_000_000), KEY);
    recorder.close();
    try (FakeAsterisk pbx = new FakeAsterisk();
        Wired wired =
            new Wired("a", pbx.port(), reader, writer, Wired.QUICK, recorder).open().awaitUp(1)) {
      assertThat(wired.downs).isEmpty();
    }
  }

  @Test
  void another_key_does_not_open_it() throws Exception {
    try (Recorder recorder = new Recorder(new RingFile(folder, "a", 2, 1_000_000), KEY)) {
      recorder.keep('<', java.time.Instant.EPOCH, "Event: X\r\n\r\n");
    }
    String line = Files.readAllLines(list().getFirst()).getFirst();
    assertThat(Recorder.open(KEY, line)).isEqualTo("< 1970-01-01T00:00:00Z\r\nEvent: X\r\n\r\n");
    byte[] other = new byte[32];
    other[0] = 1;
    assertThatThrownBy(() -> Recorder.open(new SecretKeySpec(other, "AES"), line))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Path> list() throws Exception {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private List<String> tape() {
    try {
      List<String> packets = new ArrayList<>();
      for (Path file : list()) {
        Files.readAllLines(file).forEach(line -> packets.add(Recorder.open(KEY, line)));
      }
      return packets;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
