package amends.lab.asterisk;

import amends.lab.ami.AmiMessage;
import amends.lab.ami.LabAmi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PBX of the lab: one Asterisk in a temporary folder, reachable only on this machine. It may
 * be stopped, killed and frozen, and started again on the same port with what it had written;
 * {@link #close} leaves nothing behind.
 */
public final class AsteriskLab implements AutoCloseable {
  private static final Duration BOOT_MAX = Duration.ofSeconds(45);
  private static final Duration STOP_MAX = Duration.ofSeconds(6);

  private final LabPlan plan;
  private final Path folder;
  private final int amiPort;
  private final AmiAccount reader = account("amends-reader");
  private final AmiAccount writer = account("amends-writer");
  private final AmiAccount people = account("amends-lab");
  private final Thread atExit;
  private Process process;

  AsteriskLab(LabPlan plan) throws IOException {
    this.plan = plan;
    this.folder = LabFolder.create().toRealPath();
    this.amiPort = freePort();
    this.atExit = new Thread(this::endAtExit, "asterisk-lab-exit");
    new LabConfig(plan, folder).writeAll(amiPort, List.of(reader, writer, people));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Says what the PBX shall be; {@code start()} on the result makes it run. */
  public static AsteriskLabBuilder builder(AsteriskBinary asterisk) {
    return new AsteriskLabBuilder(asterisk);
  }

  /**
   * Starts it and returns when fully booted. Throws {@link IllegalStateException} with its own last
   * words if not.
   */
  public synchronized AsteriskLab start() throws IOException {
    if (isAlive()) {
      return this;
    }
    List<String> words = new java.util.ArrayList<>(plan.asterisk().command());
    words.addAll(List.of("-C", folder.resolve("etc/asterisk.conf").toString(), "-f"));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve("log/console").toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    process = builder.start();
    LabFolder.noteProcess(folder, process.toHandle());
    awaitBoot();
    return this;
  }

  /** Asks it to end, and makes it end after six seconds. */
  public synchronized void stop() throws IOException {
    if (process == null) {
      return;
    }
    signal("CONT");
    process.destroy();
    if (!waited(STOP_MAX)) {
      kill();
    }
  }

  /** Ends it at once, as a power cut would; nothing is written any more. */
  public synchronized void kill() throws IOException {
    if (process == null) {
      return;
    }
    process.destroyForcibly();
    if (!waited(STOP_MAX)) {
      throw new IOException(
          "Asterisk " + process.pid() + " outlived its killing by " + STOP_MAX.toSeconds() + " s");
    }
  }

  /** Stops it in mid-step without ending it: its sockets stay open and silent. */
  public void freeze() throws IOException {
    signal("STOP");
  }

  /** Lets a frozen one go on. */
  public void thaw() throws IOException {
    signal("CONT");
  }

  /** Whether its process runs (or is frozen). */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** A session with all rights, for the lab's people and for waiting on what happens. */
  public LabAmi connect() throws IOException {
    return LabAmi.login(amiPort, people.user(), people.secret());
  }

  /** How many channels live now, in whatever state. */
  public int channels() throws IOException {
    try (LabAmi session = connect()) {
      CompletableFuture<AmiMessage> whole =
          session.next(event -> event.is("CoreShowChannelsComplete"));
      session.action("CoreShowChannels", Map.of());
      return Integer.parseInt(
          whole.get(BOOT_MAX.toMillis(), TimeUnit.MILLISECONDS).get("ListItems"));
    } catch (ExecutionException | TimeoutException none) {
      throw new IOException("the PBX did not list its channels: " + none.getMessage(), none);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the PBX lists its channels", e);
    }
  }

  /** Port of the manager interface on 127.0.0.1. */
  public int amiPort() {
    return amiPort;
  }

  /** The engine's account that hears events. */
  public AmiAccount reader() {
    return reader;
  }

  /** The engine's account that dials. */
  public AmiAccount writer() {
    return writer;
  }

  /** The file of channel events; see {@link CelColumns}. It appears with the first call. */
  public Path celFile() {
    return folder.resolve("log/cel-custom").resolve(CelColumns.FILE);
  }

  /** The queues' own log. */
  public Path queueLog() {
    return folder.resolve("log/queue_log");
  }

  /** The folder the PBX lives in; gone after {@link #close}. */
  public Path folder() {
    return folder;
  }

  /** The last warnings and errors the PBX logged, for a message to a person. */
  public String lastWords() {
    StringBuilder words = new StringBuilder();
    for (String name : List.of("log/console", "log/messages")) {
      try {
        List<String> lines =
            Files.readAllLines(folder.resolve(name), java.nio.charset.StandardCharsets.ISO_8859_1);
        lines
            .subList(Math.max(0, lines.size() - 15), lines.size())
            .forEach(l -> words.append(l).append('\n'));
      } catch (IOException notThere) {
        words.append("(no ").append(name).append(")\n");
      }
    }
    return words.toString();
  }

  @Override
  public void close() throws IOException {
    stop();
    Folders.deleteQuietly(folder);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      return;
    }
  }

  private void awaitBoot() throws IOException {
    long until = System.nanoTime() + BOOT_MAX.toNanos();
    String last = "";
    while (System.nanoTime() < until) {
      if (waited(Duration.ofMillis(40))) {
        throw new IllegalStateException(
            "Asterisk ended while starting (code " + process.exitValue() + "):\n" + lastWords());
      }
      try (LabAmi session = connect()) {
        session.fullyBooted().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        return;
      } catch (IOException | ExecutionException | TimeoutException notYet) {
        last = String.valueOf(notYet.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while Asterisk was starting", e);
      }
    }
    kill();
    throw new IllegalStateException(
        "Asterisk was not fully booted after "
            + BOOT_MAX.toSeconds()
            + " s ("
            + last
            + "):\n"
            + lastWords());
  }

  private boolean waited(Duration atMost) throws IOException {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Asterisk", e);
    }
  }

  private void signal(String name) throws IOException {
    if (isAlive()) {
      Commands.Ended sent =
          Commands.run(
              folder,
              Map.of(),
              Duration.ofSeconds(5),
              List.of("kill", "-" + name, Long.toString(process.pid())));
      if (!sent.ok() && isAlive()) {
        throw new IOException("signal " + name + " did not reach Asterisk: " + sent.tail());
      }
    }
  }

  private void endAtExit() {
    if (process != null) {
      process.destroyForcibly();
    }
    Folders.deleteQuietly(folder);
  }

  private static AmiAccount account(String user) {
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    return new AmiAccount(user, HexFormat.of().formatHex(secret));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
