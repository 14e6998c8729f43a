package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingFileTest {
  private static final int LINES = 500;
  @TempDir Path folder;

  @Test
  void keeps_the_newest_lines_in_order_and_never_more_than_its_size() throws Exception {
    try (RingFile tape = new RingFile(folder, "a", 3, 1024)) {
      for (int i = 0; i < LINES; i++) {
        tape.append(line(i));
      }
      List<String> kept = lines(tape);
      assertThat(tape.files()).hasSize(3);
      assertThat(kept.getLast()).isEqualTo("line " + (LINES - 1));
      int first = Integer.parseInt(kept.getFirst().substring(5));
      assertThat(kept).hasSize(LINES - first).hasSizeGreaterThan(100);
      assertThat(tape.files())
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1024));
    }
  }

  @Test
  void goes_on_where_it_was_when_opened_again() throws Exception {
    for (int i = 0; i < LINES; i++) {
      try (RingFile tape = new RingFile(folder, "a", 3, 1024)) {
        tape.append(line(i));
      }
      if (i % 50 == 0) {
        // Files written within one tick of the file system's clock are told apart by it only here.
        settle();
      }
    }
    try (RingFile tape = new RingFile(folder, "a", 3, 1024)) {
      assertThat(lines(tape)).contains("line " + (LINES - 1)).hasSizeGreaterThan(50);
    }
  }

  @Test
  void only_the_owner_may_read_it() throws Exception {
    try (RingFile tape = new RingFile(folder.resolve("tapes"), "a", 2, 1024)) {
      tape.append(line(1));
      assertThat(
              java.nio.file.attribute.PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(tape.files().getFirst())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_ring_of_one_file_is_refused() {
    assertThatThrownBy(() -> new RingFile(folder, "a", 1, 1024))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 2 files");
  }

  private void settle() throws Exception {
    Path probe = folder.resolve("probe");
    Files.writeString(probe, "x");
    var before = Files.getLastModifiedTime(probe);
    Until.is(
        () -> "the file system's clock moves",
        () -> {
          try {
            Files.writeString(probe, "y");
            return !Files.getLastModifiedTime(probe).equals(before);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static byte[] line(int i) {
    return ("line " + i).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(RingFile tape) throws Exception {
    List<String> all = new ArrayList<>();
    for (Path file : tape.files()) {
      all.addAll(Files.readAllLines(file));
    }
    return all;
  }
}
