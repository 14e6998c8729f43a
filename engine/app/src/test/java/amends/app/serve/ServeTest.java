package amends.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import amends.app.scene.Waits;
import amends.lab.asterisk.AmiAccount;
import amends.lab.asterisk.AsteriskLab;
import amends.lab.asterisk.QueueSpec;
import amends.lab.junit.AsteriskForTests;
import amends.lab.junit.NeedsAsterisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code amends serve} as a process of its own: started, asked, told to stop, started again. */
@NeedsAsterisk
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ServeTest {
  private static final String SECRET = "lab-secret-0123456789";
  private static final Duration START_MAX = Duration.ofSeconds(90);
  @TempDir Path folder;
  private final int door = freePort();
  private AsteriskLab pbx;
  private Process serve;

  @BeforeEach
  void open() throws Exception {
    pbx =
        AsteriskLab.builder(AsteriskForTests.get())
            .engine("lab", "http://127.0.0.1:" + door, SECRET)
            .queue(QueueSpec.of("support"))
            .build()
            .start();
  }

  @AfterEach
  void close() throws Exception {
    if (serve != null && serve.isAlive()) {
      serve.destroy();
      if (!serve.waitFor(60, TimeUnit.SECONDS)) {
        serve.destroyForcibly();
      }
    }
    pbx.close();
  }

  @Test
  void stopped_in_order_and_started_again_it_knows_what_it_promised() throws Exception {
    String key = "1790000000.1-1";
    start();
    String promised = ask("booking", booking(key, "48600100001"));
    assertThat(promised).matches("BOOKED [0-9a-f]{64} [0-9]{10}");
    awaitLog("evidence was sought, commands may be sent");

    stop();

    assertThat(folder.resolve("state/postgres/data/postmaster.pid")).doesNotExist();
    start();
    assertThat(ask("booking", booking(key, "48600100001"))).isEqualTo(promised);
    assertThat(ask("booking", booking("1790000000.2-1", "48600100001")))
        .isEqualTo(promised.replace("BOOKED", "EXISTS"));
    stop();
  }

  @Test
  void a_second_one_on_the_same_state_says_what_to_do_and_leaves_the_first_alone()
      throws Exception {
    start();
    Process second = java("second.log");
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("second.log")))
        .contains("Another engine uses the data in")
        .contains("state folder of its own");
    assertThat(ask("booking", booking("1790000000.3-1", "48600100002"))).startsWith("BOOKED ");
    stop();
  }

  private void start() throws IOException {
    Files.deleteIfExists(folder.resolve("serve.log"));
    serve = java("serve.log");
    awaitLog("The door listens on 127.0.0.1:" + door);
  }

  /** As systemd does. */
  private void stop() throws Exception {
    serve.destroy();
    assertThat(serve.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
    assertThat(serve.exitValue()).as(log()).isIn(0, 143);
    assertThat(log()).contains("Stopping: nothing new is taken").doesNotContain("ERROR");
  }

  private Process java(String log) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "amends.app.Amends",
                "serve",
                "--config",
                config().toString()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(log).toFile())
        .start();
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("amends.yaml"),
        """
        node: test
        state_folder: %s
        database:
          url: embedded
        door:
          listen: 127.0.0.1
          port: %d
          secret: %s
        pbxs:
          - id: lab
            host: 127.0.0.1
            port: %d
            reader:
        %s
            writer:
        %s
        queues:
          - name: support
            pbx: lab
        """
            .formatted(
                folder.resolve("state"),
                door,
                SECRET,
                pbx.amiPort(),
                account(pbx.reader()),
                account(pbx.writer())));
  }

  private static String account(AmiAccount account) {
    return "      user: " + account.user() + "\n      secret: " + account.secret();
  }

  /** The same request each time, to the second. */
  private static String booking(String key, String number) {
    return "key="
        + key
        + "&number="
        + number
        + "&caller="
        + number
        + "&queue=support&class=0&place=1790000000&confirmed=1790000001&dialled=800&lang=en";
  }

  private String ask(String question, String fields) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door + "/" + question))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString("v=1&secret=" + SECRET + "&pbx=lab&" + fields))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  private void awaitLog(String sentence) {
    assertThat(Waits.until(START_MAX, () -> log().contains(sentence) || !serve.isAlive()))
        .as(this::log)
        .isTrue();
    assertThat(log()).contains(sentence);
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("serve.log"));
    } catch (IOException notYet) {
      return "";
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
