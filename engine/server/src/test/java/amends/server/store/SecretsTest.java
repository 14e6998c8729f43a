package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key is made once, is nobody else's, and is missed when it is gone. */
class SecretsTest {
  @TempDir Path folder;

  @Test
  void it_is_made_on_first_use_and_stays() throws IOException {
    Path state = folder.resolve("state");
    Database database = TestDatabase.fresh();
    Secrets first = Secrets.in(state, database);
    Path file = state.resolve("secret.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).hasSize(65);
    assertThat(Secrets.in(state, database).key("test", "AES").getEncoded())
        .isEqualTo(first.key("test", "AES").getEncoded());
    assertThat(Secrets.in(folder.resolve("other"), database).key("test", "AES").getEncoded())
        .isNotEqualTo(first.key("test", "AES").getEncoded());
    try (var files = Files.list(state)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void engines_that_start_at_once_share_one() {
    Database database = TestDatabase.fresh();
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () ->
              java.util.HexFormat.of()
                  .formatHex(Secrets.in(folder, database).key("test", "AES").getEncoded()));
    }
    assertThat(Together.run(tasks).stream().distinct()).hasSize(1);
  }

  @Test
  void it_is_not_made_anew_while_the_database_knows_anyone() throws IOException {
    Database database = TestDatabase.fresh();
    Secrets.in(folder, database);
    try (Node node = new Node(database)) {
      node.turn(Letters.booking(Letters.party(1), "1", "q"));
    }
    Files.delete(folder.resolve("secret.key"));
    assertThatThrownBy(() -> Secrets.in(folder, database))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("secret.key is missing")
        .hasMessageContaining("backup");
    assertThat(folder.resolve("secret.key")).doesNotExist();
  }

  @Test
  void a_file_open_to_others_or_damaged_is_refused_with_what_to_type() throws IOException {
    Database database = TestDatabase.fresh();
    Secrets.in(folder, database);
    Path file = folder.resolve("secret.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Secrets.in(folder, database))
        .hasMessageContaining("chmod 600 " + file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    for (String damaged : List.of("", "00", "zz".repeat(32), "00".repeat(33))) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> Secrets.in(folder, database))
          .as(damaged)
          .hasMessageContaining("damaged");
      assertThat(Files.readString(file)).isEqualTo(damaged);
    }
  }
}
