package amends.lab.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFolderTest {
  @TempDir Path parent;

  @Test
  void an_abandoned_lab_is_cleared_away_and_its_process_ended() throws Exception {
    Process orphan = new ProcessBuilder("cat").start();
    Path folder = Files.createDirectory(parent.resolve("amends-lab-1"));
    Files.writeString(folder.resolve("owner"), "999999999 2020-01-01T00:00:00Z");
    LabFolder.noteProcess(folder, orphan.toHandle());
    LabFolder.sweep(parent);
    assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(folder).doesNotExist();
  }

  @Test
  void a_lab_in_use_and_a_strangers_process_are_left_alone() throws Exception {
    Process stranger = new ProcessBuilder("cat").start();
    try {
      Path mine = Files.createDirectory(parent.resolve("amends-lab-2"));
      LabFolder.noteProcess(mine, ProcessHandle.current());
      Files.move(mine.resolve("asterisk"), mine.resolve("owner"));
      Path abandoned = Files.createDirectory(parent.resolve("amends-lab-3"));
      Files.writeString(abandoned.resolve("owner"), "999999999 -");
      Files.writeString(abandoned.resolve("asterisk"), stranger.pid() + " 2020-01-01T00:00:00Z");
      Path other = Files.createDirectory(parent.resolve("something-else"));
      LabFolder.sweep(parent);
      assertThat(mine).exists();
      assertThat(other).exists();
      assertThat(abandoned).doesNotExist();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }
}
