package amends.server.store.embedded;

import amends.server.store.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL server of our own on 127.0.0.1, started when it is needed.
 *
 * <p>In its folder: {@code data} (PostgreSQL's own), {@code password} (the superuser's, 0600),
 * {@code postgres.log}, and {@code lock} (one engine a folder). A server that outlived its engine
 * is adopted.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String DATABASE = "amends";

  private final Path folder;
  private final Server server;
  private final FileChannel channel;
  private final Database database;
  private final boolean adopted;
  private final boolean temporary;
  private boolean closed;

  private EmbeddedPostgres(Path folder, Map<String, String> settings, boolean temporary)
      throws IOException {
    this.folder = folder;
    this.temporary = temporary;
    Files.createDirectories(folder);
    channel = lock(folder);
    try {
      Binaries binaries = Binaries.in(Folders.cache());
      server = new Server(binaries, Account.of(binaries, folder), folder);
      server.prepare();
      adopted = server.isRunning();
      int port = adopted ? server.port() : server.start(settings);
      database =
          server.created(
              new Database("127.0.0.1", port, "postgres", Server.USER, server.password()),
              DATABASE);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * The server whose data stays in this folder: made, started, or adopted where it still runs.
   *
   * @throws EmbeddedException when it cannot be had, or another engine uses the folder
   */
  public static EmbeddedPostgres kept(Path folder) {
    return kept(folder, Map.of());
  }

  /** The same with settings beside ours; the tests turn fsync off to see the engine refuse it. */
  static EmbeddedPostgres kept(Path folder, Map<String, String> settings) {
    try {
      return new EmbeddedPostgres(folder.toAbsolutePath().normalize(), settings, false);
    } catch (IOException failed) {
      throw new EmbeddedException(
          "The embedded PostgreSQL of " + folder + " cannot be used: " + failed, failed);
    }
  }

  /**
   * A new, empty server whose data is deleted when it is closed, at the latest when the process
   * ends in an orderly way.
   */
  public static EmbeddedPostgres temporary() {
    return temporary(Map.of());
  }

  /** The same with settings beside ours. */
  public static EmbeddedPostgres temporary(Map<String, String> settings) {
    try {
      Temporary.sweep();
      EmbeddedPostgres server = new EmbeddedPostgres(Temporary.folder(), settings, true);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "amends-temporary-postgres"));
      return server;
    } catch (IOException failed) {
      throw new EmbeddedException("A temporary PostgreSQL cannot be made: " + failed, failed);
    }
  }

  /** The database {@code amends} of this server. */
  public Database database() {
    return database;
  }

  /** Another database of this server, made when it is not there. */
  public Database database(String name) {
    return server.created(database, name);
  }

  /** True when the server had outlived an earlier engine and was running already. */
  public boolean adopted() {
    return adopted;
  }

  /** Where the server's own log is. */
  public Path log() {
    return server.log();
  }

  /** Stops the server; a temporary one leaves nothing behind. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.stop(temporary ? "immediate" : "fast");
      if (temporary) {
        Folders.delete(folder);
      }
      channel.close();
    } catch (IOException failed) {
      throw new EmbeddedException(
          "The embedded PostgreSQL of " + folder + " was not tidied away: " + failed, failed);
    }
  }

  /** Lets go of the server without stopping it, as a killed engine does. */
  synchronized void abandon() throws IOException {
    closed = true;
    channel.close();
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException ours) {
      // Another part of this very process holds it: the same answer.
    }
    channel.close();
    throw new EmbeddedException(
        "Another engine uses the data in "
            + folder
            + ".\nStop it first, or give this one a state folder of its own.");
  }

  /** What ours always are, so that a test can see that they are on; keys in order. */
  static Map<String, String> safe() {
    return new TreeMap<>(
        Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));
  }
}
