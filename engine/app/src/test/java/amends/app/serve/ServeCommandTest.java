package amends.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {
  @TempDir private Path folder;
  private final PrintStream usual = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(usual);
  }

  @Test
  void serve_refuses_the_example_as_it_stands_and_says_what_to_change() {
    Path example = Path.of(System.getProperty("amends.home", "../.."), "config/amends.yaml");
    assertThat(new CommandLine(new ServeCommand()).execute("--config", example.toString()))
        .isEqualTo(2);
    assertThat(told()).contains("door.secret", "pbxs[0].reader.secret", "AMENDS_DOOR_SECRET");
  }

  @Test
  void migrate_names_the_line_of_a_wrong_key_and_the_one_that_was_meant() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "nodes: one\n");
    assertThat(new CommandLine(new MigrateCommand()).execute("-c", file.toString())).isEqualTo(2);
    assertThat(told()).contains(file + ":1:1").contains("nodes").contains("node");
  }

  @Test
  void a_missing_file_is_named() {
    Path missing = folder.resolve("none.yaml");
    assertThat(new CommandLine(new ServeCommand()).execute("-c", missing.toString())).isEqualTo(2);
    assertThat(told()).contains(missing.toString());
  }

  private String told() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
