package amends.lab.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One session with a PBX of the lab. Listeners run on its reading thread and must not block. */
public final class LabAmi implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

  private final Socket socket;
  private final Writer out;
  private final Map<String, CompletableFuture<AmiMessage>> asked = new ConcurrentHashMap<>();
  private final List<Consumer<AmiMessage>> listeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> booted = new CompletableFuture<>();

  private LabAmi(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
  }

  /**
   * Logs in on 127.0.0.1; throws {@link IOException} when nobody answers or the account is refused.
   */
  public static LabAmi login(int port, String user, String secret) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      LabAmi session = new LabAmi(socket);
      Thread.ofVirtual().name("lab-ami-" + port).start(session::read);
      AmiMessage answer = session.action("Login", Map.of("Username", user, "Secret", secret));
      if (!answer.isSuccess()) {
        throw new IOException(
            "AMI on port " + port + " refused " + user + ": " + answer.get("Message"));
      }
      return session;
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  /**
   * Sends one action and waits for its response. Throws {@link IOException} when the session ends
   * or 15 s pass.
   */
  public AmiMessage action(String name, Map<String, String> headers) throws IOException {
    return action(name, headers, List.of());
  }

  /** The same with channel variables, each {@code name=value}. */
  public AmiMessage action(String name, Map<String, String> headers, List<String> variables)
      throws IOException {
    String id = "lab-" + UUID.randomUUID();
    StringBuilder packet = new StringBuilder("Action: " + name + "\r\nActionID: " + id + "\r\n");
    headers.forEach(
        (header, value) ->
            packet.append(header).append(": ").append(oneLine(value)).append("\r\n"));
    variables.forEach(v -> packet.append("Variable: ").append(oneLine(v)).append("\r\n"));
    CompletableFuture<AmiMessage> answer = new CompletableFuture<>();
    asked.put(id, answer);
    try {
      synchronized (out) {
        out.write(packet.append("\r\n").toString());
        out.flush();
      }
      ended.whenComplete(
          (done, failure) ->
              answer.completeExceptionally(new IOException("the PBX ended the session")));
      return answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer to AMI action " + name + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the answer to " + name, e);
    } finally {
      asked.remove(id);
    }
  }

  /** Sets a global of the dialplan, or a channel's variable when {@code channel} is not empty. */
  public void set(String channel, String variable, String value) throws IOException {
    Map<String, String> headers =
        channel.isEmpty()
            ? Map.of("Variable", variable, "Value", value)
            : Map.of("Channel", channel, "Variable", variable, "Value", value);
    AmiMessage answer = action("Setvar", headers);
    if (!answer.isSuccess()) {
      throw new IOException("the PBX did not set " + variable + ": " + answer.get("Message"));
    }
  }

  /** Hears every event from now on, in order. */
  public void onEvent(Consumer<AmiMessage> listener) {
    listeners.add(listener);
  }

  /**
   * Completes with the first event from now on that fits; ask before causing it. Fails when the
   * session ends.
   */
  public CompletableFuture<AmiMessage> next(Predicate<AmiMessage> fits) {
    CompletableFuture<AmiMessage> found = new CompletableFuture<>();
    Consumer<AmiMessage> listener =
        event -> {
          if (fits.test(event)) {
            found.complete(event);
          }
        };
    listeners.add(listener);
    ended.whenComplete(
        (done, failure) ->
            found.completeExceptionally(new IOException("the PBX ended the session")));
    found.whenComplete((event, failure) -> listeners.remove(listener));
    return found;
  }

  /** Completes when the PBX says it is fully booted (it says so at every login). */
  public CompletableFuture<Void> fullyBooted() {
    return booted;
  }

  /** Completes when the session is over, whoever ended it. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      ended.complete(null);
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          lines.add(line);
        } else if (!lines.isEmpty()) {
          hear(AmiMessage.of(lines));
          lines.clear();
        }
      }
    } catch (IOException gone) {
      // A half packet at the end is dropped with the session: it cannot be known what it would have
      // said.
      ended.complete(null);
    } finally {
      ended.complete(null);
    }
  }

  private void hear(AmiMessage message) {
    if (message.event().isEmpty()) {
      CompletableFuture<AmiMessage> waiting = asked.get(message.get("ActionID"));
      if (waiting != null) {
        waiting.complete(message);
      }
      return;
    }
    if (message.is("FullyBooted")) {
      booted.complete(null);
    }
    listeners.forEach(l -> l.accept(message));
  }

  private static String oneLine(String value) {
    if (value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "a control character in an AMI value would start another header: " + value);
    }
    return value;
  }
}
