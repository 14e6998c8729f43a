package amends.server.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.server.store.Database;
import amends.server.store.DatabaseCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that needs nothing installed. */
class EmbeddedPostgresTest {
  @TempDir Path folder;

  @Test
  void keeps_its_data_and_its_password_over_a_restart() throws SQLException {
    String password;
    try (EmbeddedPostgres server = EmbeddedPostgres.kept(folder.resolve("pg"))) {
      assertThat(server.adopted()).isFalse();
      password = server.database().password();
      run(server.database(), "create table kept (n int)", "insert into kept values (42)");
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.kept(folder.resolve("pg"))) {
      assertThat(server.adopted()).isFalse();
      assertThat(server.database().password()).isEqualTo(password);
      assertThat(ask(server.database(), "select n from kept")).isEqualTo("42");
    }
  }

  @Test
  void adopts_the_server_that_outlived_its_engine() throws SQLException, IOException {
    EmbeddedPostgres killed = EmbeddedPostgres.kept(folder.resolve("pg"));
    run(killed.database(), "create table kept (n int)", "insert into kept values (7)");
    String startedAt = ask(killed.database(), "select pg_postmaster_start_time()");
    killed.abandon();
    try (EmbeddedPostgres server = EmbeddedPostgres.kept(folder.resolve("pg"))) {
      assertThat(server.adopted()).isTrue();
      assertThat(ask(server.database(), "select n from kept")).isEqualTo("7");
      assertThat(ask(server.database(), "select pg_postmaster_start_time()")).isEqualTo(startedAt);
    }
    assertThat(Postmaster.of(folder.resolve("pg/data"))).isEmpty();
  }

  @Test
  void starts_though_the_pid_file_of_a_dead_server_names_another_program()
      throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.kept(folder.resolve("pg"))) {
      run(server.database(), "create table kept (n int)");
    }
    Path data = folder.resolve("pg/data");
    long ours = ProcessHandle.current().pid();
    Files.writeString(
        data.resolve("postmaster.pid"),
        ours + "\n" + data + "\n0\n5432\n\n127.0.0.1\n0 0\nready\n");
    try (EmbeddedPostgres server = EmbeddedPostgres.kept(folder.resolve("pg"))) {
      assertThat(server.adopted()).isFalse();
      assertThat(ask(server.database(), "select count(*) from kept")).isEqualTo("0");
    }
  }

  @Test
  void refuses_a_folder_that_another_engine_uses() {
    try (EmbeddedPostgres first = EmbeddedPostgres.kept(folder.resolve("pg"))) {
      assertThat(first.database()).isNotNull();
      assertThatThrownBy(() -> EmbeddedPostgres.kept(folder.resolve("pg")))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("Another engine")
          .hasMessageContaining("state folder of its own");
    }
  }

  @Test
  void says_so_when_the_data_was_made_by_another_version() throws IOException {
    Files.createDirectories(folder.resolve("pg/data"));
    Files.writeString(folder.resolve("pg/data/PG_VERSION"), "17\n");
    assertThatThrownBy(() -> EmbeddedPostgres.kept(folder.resolve("pg")))
        .hasMessageContaining("made by PostgreSQL 17")
        .hasMessageContaining("pg_dump");
  }

  @Test
  void says_so_when_the_password_is_gone() throws IOException {
    EmbeddedPostgres.kept(folder.resolve("pg")).close();
    Files.delete(folder.resolve("pg/password"));
    assertThatThrownBy(() -> EmbeddedPostgres.kept(folder.resolve("pg")))
        .hasMessageContaining("password")
        .hasMessageContaining("backup");
  }

  @Test
  void is_durable_listens_on_loopback_only_and_asks_for_the_password()
      throws SQLException, IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.kept(folder.resolve("pg"))) {
      Database database = server.database();
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(ask(database, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(DatabaseCheck.problems(database)).isEmpty();
      assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(database, "show password_encryption")).isEqualTo("scram-sha-256");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("pg/password"))))
          .isEqualTo("rw-------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("pg/data"))))
          .isEqualTo("rwx------");
      Database stranger = new Database("127.0.0.1", database.port(), "amends", "amends", "guessed");
      assertThatThrownBy(() -> stranger.connect().close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void leaves_nothing_of_a_temporary_server() throws SQLException, IOException {
    EmbeddedPostgres server = EmbeddedPostgres.temporary();
    Path where = server.log().getParent();
    assertThat(where).isDirectory();
    run(server.database(), "create table gone (n int)");
    server.close();
    assertThat(where).doesNotExist();
    assertThatThrownBy(() -> server.database().connect().close()).isInstanceOf(SQLException.class);
    server.close();
  }

  @Test
  void sweeps_what_a_killed_engine_left() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    Path orphan = Files.createTempDirectory("amends-postgres-" + dead.pid() + "-");
    EmbeddedPostgres left = EmbeddedPostgres.kept(orphan);
    Database database = left.database();
    left.abandon();
    assertThat(ask(database, "select 1")).isEqualTo("1");
    try (EmbeddedPostgres next = EmbeddedPostgres.temporary()) {
      assertThat(next.log().getParent()).exists();
      assertThat(orphan).doesNotExist();
      assertThatThrownBy(() -> database.connect().close()).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void runs_as_another_account_where_root_may_not_have_a_namespace() throws IOException {
    Assumptions.assumeTrue(Account.isRoot(), "only root can become another account");
    Path cache = Files.createTempDirectory("amends-cache-test-");
    Path place = Files.createTempDirectory("amends-account-test-");
    try {
      for (Path shared : List.of(cache, place)) {
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Path own = Files.createDirectory(place.resolve("pg"));
      Account nobody = Account.dropped(65534);
      Server server = new Server(Binaries.in(cache), nobody, own);
      server.prepare();
      int port = server.start(Map.of());
      long pid = Postmaster.of(own.resolve("data")).orElseThrow().pid();
      assertThat(Files.getAttribute(Path.of("/proc", Long.toString(pid)), "unix:uid"))
          .isEqualTo(65534);
      assertThat(
              server
                  .created(
                      new Database("127.0.0.1", port, "postgres", Server.USER, server.password()),
                      "amends")
                  .name())
          .isEqualTo("amends");
      server.stop("fast");
      assertThat(Account.of(Binaries.in(cache), own))
          .as("data of another account is run by that account")
          .isEqualTo(nobody);
    } finally {
      Folders.delete(place);
      Folders.delete(cache);
    }
  }

  @Test
  void says_what_to_do_where_root_can_become_nobody_else() throws IOException {
    Assumptions.assumeTrue(Account.isRoot(), "only root has this trouble");
    Path hidden =
        Files.createDirectory(
            folder.resolve("hidden"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path own = Files.createDirectory(hidden.resolve("pg"));
    Files.setAttribute(own, "unix:uid", 65534);
    assertThatThrownBy(() -> Account.of(Binaries.in(Folders.cache()), own))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("ordinary user")
        .hasMessageContaining("database.url");
  }

  @Test
  void unpacks_once_and_whole_though_two_start_at_once() throws Exception {
    Path cache = folder.resolve("cache");
    List<Thread> threads =
        Stream.generate(() -> new Thread(() -> Binaries.in(cache))).limit(2).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    try (Stream<Path> found = Files.list(cache)) {
      assertThat(found.toList())
          .singleElement()
          .satisfies(
              only -> {
                assertThat(only.resolve("bin/postgres")).isExecutable();
                assertThat(only.resolve("share")).isDirectory();
              });
    }
  }

  @Test
  void each_unsafe_setting_is_refused_with_what_to_type() {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      try (EmbeddedPostgres server = EmbeddedPostgres.temporary(Map.of(setting, "off"))) {
        assertThat(DatabaseCheck.problems(server.database()))
            .singleElement()
            .asString()
            .contains(setting + " is off")
            .contains("alter system set " + setting + " = on");
        assertThatThrownBy(() -> DatabaseCheck.refuseUnsafe(server.database()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("refused");
      }
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.temporary(
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"))) {
      assertThat(DatabaseCheck.problems(server.database())).hasSize(3);
    }
  }

  @Test
  void a_setting_of_the_role_alone_is_seen_and_what_is_told_mends_it() throws SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.temporary()) {
      run(server.database(), "alter role amends set synchronous_commit = off");
      assertThat(DatabaseCheck.problems(server.database()))
          .singleElement()
          .asString()
          .contains("alter role amends reset synchronous_commit");
      run(server.database(), "alter role amends reset synchronous_commit");
      assertThat(DatabaseCheck.problems(server.database())).isEmpty();
    }
  }

  private static void run(Database database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
