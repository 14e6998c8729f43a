package amends.server.store.embedded;

import amends.server.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** initdb, start, stop: one data folder's server, spoken to through its own programs. */
final class Server {
  static final String USER = "amends";
  private static final int PORTS_TRIED_MAX = 5;
  private static final String MAJOR = "18";

  private final Binaries binaries;
  private final Account account;
  private final Path folder;
  private final Path data;

  Server(Binaries binaries, Account account, Path folder) {
    this.binaries = binaries;
    this.account = account;
    this.folder = folder;
    this.data = folder.resolve("data");
  }

  Path log() {
    return folder.resolve("postgres.log");
  }

  /**
   * Makes the data folder where there is none: made beside and renamed, so that a stop half-way
   * leaves no half folder.
   */
  void prepare() throws IOException {
    if (Files.isDirectory(data)) {
      String made = Files.readString(data.resolve("PG_VERSION")).strip();
      if (!made.equals(MAJOR)) {
        throw new EmbeddedException(
            "The data in "
                + data
                + " was made by PostgreSQL "
                + made
                + ", this build brings "
                + MAJOR
                + ".\nCarry it over with pg_dump of version "
                + MAJOR
                + ", or name a PostgreSQL "
                + made
                + " as database.url.");
      }
      password();
      account.own(folder);
      return;
    }
    Path beside = folder.resolve("data.new");
    Folders.delete(beside);
    Path password = folder.resolve("password");
    if (!Files.exists(password)) {
      writePassword(password);
    }
    account.own(folder);
    Run.Ended made =
        Run.of(
            account.command(
                binaries.program("initdb"),
                List.of(
                    "-D",
                    beside.toString(),
                    "-U",
                    USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C")),
            folder);
    if (made.code() != 0) {
      throw new EmbeddedException(
          "PostgreSQL could not make its data folder in " + folder + ":\n" + made.output().strip());
    }
    Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The superuser's password, known only to who can read the folder.
   *
   * @throws EmbeddedException when the file is gone though there is data
   */
  String password() throws IOException {
    Path file = folder.resolve("password");
    if (!Files.exists(file)) {
      throw new EmbeddedException(
          "The password of the embedded PostgreSQL is gone: "
              + file
              + " is missing, but "
              + data
              + " is there."
              + "\nRestore the file from a backup of the state folder.");
    }
    return Files.readString(file).strip();
  }

  boolean isRunning() throws IOException {
    Optional<Postmaster> postmaster = Postmaster.of(data);
    if (postmaster.isEmpty()) {
      return false;
    }
    // It may still be starting or recovering; pg_ctl start would only be told that it runs.
    awaitAnswer(postmaster.get().port());
    return true;
  }

  int port() throws IOException {
    return Postmaster.of(data)
        .orElseThrow(() -> new EmbeddedException("PostgreSQL in " + data + " has just ended"))
        .port();
  }

  /** Starts the server on a free port of 127.0.0.1, durable unless the settings say otherwise. */
  int start(Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(EmbeddedPostgres.safe());
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", ".");
    all.put("unix_socket_permissions", "0700");
    all.put("timezone", "UTC");
    all.put("log_timezone", "UTC");
    all.putAll(settings);
    String said = "";
    for (int tried = 0; tried < PORTS_TRIED_MAX; tried++) {
      // Between finding a free port and binding it another program may take it.
      all.put("port", Integer.toString(freePort()));
      List<String> options = new ArrayList<>();
      all.forEach((key, value) -> options.add("-c " + key + "=" + value));
      Run.Ended started =
          Run.of(
              account.command(
                  binaries.program("pg_ctl"),
                  List.of(
                      "start",
                      "-D",
                      data.toString(),
                      "-l",
                      log().toString(),
                      "-w",
                      "-t",
                      "100",
                      "-o",
                      String.join(" ", options))),
              folder);
      if (started.code() == 0) {
        return port();
      }
      said = started.output().strip();
    }
    throw new EmbeddedException(
        "PostgreSQL did not start in "
            + folder
            + ": "
            + said
            + "\nIts own log is "
            + log()
            + tail());
  }

  /**
   * Stops the server by {@code fast} or {@code immediate}; one that has ended already is no
   * failure.
   */
  void stop(String mode) throws IOException {
    if (Postmaster.of(data).isEmpty()) {
      return;
    }
    Run.Ended stopped = stopBy(mode);
    if (stopped.code() != 0 && Postmaster.of(data).isPresent() && stopBy("immediate").code() != 0) {
      throw new EmbeddedException(
          "PostgreSQL in " + folder + " did not stop: " + stopped.output().strip());
    }
  }

  /** The database of this name, made when it is not there. */
  Database created(Database known, String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "a database's name is made of a-z, 0-9 and _, not '" + name + "'");
    }
    try (Connection connection = known.connect();
        PreparedStatement asks =
            connection.prepareStatement("select 1 from pg_database where datname = ?");
        Statement makes = connection.createStatement()) {
      asks.setString(1, name);
      try (ResultSet found = asks.executeQuery()) {
        if (!found.next()) {
          makes.executeUpdate("create database " + name);
        }
      }
      return known.named(name);
    } catch (SQLException failed) {
      throw new EmbeddedException(
          "The embedded PostgreSQL (" + known + ") does not answer: " + failed.getMessage(),
          failed);
    }
  }

  private Run.Ended stopBy(String mode) {
    return Run.of(
        account.command(
            binaries.program("pg_ctl"),
            List.of("stop", "-D", data.toString(), "-m", mode, "-w", "-t", "60")),
        folder);
  }

  private void awaitAnswer(int port) throws IOException {
    Database asked = new Database("127.0.0.1", port, "postgres", USER, password());
    long end = System.nanoTime() + 60_000_000_000L;
    while (true) {
      try (Connection connection = asked.connect();
          Statement statement = connection.createStatement();
          ResultSet folderOf = statement.executeQuery("show data_directory")) {
        folderOf.next();
        if (Path.of(folderOf.getString(1)).toRealPath().equals(data.toRealPath())) {
          return;
        }
        throw new EmbeddedException(
            "The server on port " + port + " keeps another folder than " + data);
      } catch (SQLException notYet) {
        boolean starting =
            "57P03".equals(notYet.getSQLState()) || "08001".equals(notYet.getSQLState());
        if (!starting || System.nanoTime() > end) {
          throw new EmbeddedException(
              "A PostgreSQL runs on "
                  + data
                  + " but does not let us in: "
                  + notYet.getMessage()
                  + "\nStop it with pg_ctl stop -D "
                  + data
                  + " and start again.",
              notYet);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while PostgreSQL was starting", interrupted);
    }
  }

  private String tail() throws IOException {
    if (!Files.exists(log())) {
      return "";
    }
    List<String> lines = Files.readAllLines(log());
    return ", which ends:\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static void writePassword(Path file) throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
  }
}
