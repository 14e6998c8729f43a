package amends.server.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A socket that greets, lets log in and says what a recording says: for the things a real Asterisk
 * cannot be brought to do.
 *
 * <p>It knows no calls; what it answers is fixed, or set by the test.
 */
final class FakeAsterisk implements AutoCloseable {
  static final String GREETING = "Asterisk Call Manager/11.0.0\r\n";
  private static final String BOOTED =
      String.join(
          "\r\n",
          "Event: FullyBooted",
          "Privilege: system,all",
          "Uptime: 1",
          "LastReload: 1",
          "Status: Fully Booted",
          "",
          "");
  static final String SECRET = "right";

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
  private final List<String> raw = new CopyOnWriteArrayList<>();
  private final AtomicInteger logins = new AtomicInteger();
  volatile boolean greets = true;
  volatile boolean closesAtOnce;
  volatile boolean boots = true;
  volatile boolean deaf;
  volatile long clockAheadSeconds;
  volatile String afterLogin = "";

  FakeAsterisk() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Every action that reached us, header names in lower case. */
  List<Map<String, String>> actions(String name) {
    return actions.stream().filter(a -> a.get("action").equalsIgnoreCase(name)).toList();
  }

  /** All bytes that reached us. */
  String raw() {
    return String.join("\n", raw);
  }

  int logins() {
    return logins.get();
  }

  /** Sends text to every open connection as it stands. */
  void say(String text) throws IOException {
    for (Socket socket : sockets) {
      if (!socket.isClosed()) {
        send(socket, text);
      }
    }
  }

  /** Cuts every connection. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closing) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      if (closesAtOnce) {
        return;
      }
      if (greets) {
        send(socket, GREETING);
      }
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        raw.add(line);
        if (line.isEmpty()) {
          hear(socket, action(lines));
          lines.clear();
        } else {
          lines.add(line);
        }
      }
    } catch (IOException gone) {
      return;
    }
  }

  private static Map<String, String> action(List<String> lines) {
    Map<String, String> action = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split(": ?", 2);
      action.merge(
          parts[0].toLowerCase(java.util.Locale.ROOT),
          parts.length > 1 ? parts[1] : "",
          (a, b) -> a + "\n" + b);
    }
    action.putIfAbsent("action", "(none)");
    return action;
  }

  private void hear(Socket socket, Map<String, String> action) throws IOException {
    actions.add(action);
    if (deaf) {
      return;
    }
    String id = "ActionID: " + action.getOrDefault("actionid", "") + "\r\n";
    switch (action.get("action").toLowerCase(java.util.Locale.ROOT)) {
      case "challenge" -> send(socket, "Response: Success\r\n" + id + "Challenge: 1234567\r\n\r\n");
      case "login" -> login(socket, action, id);
      case "ping" -> {
        Instant now = Instant.now().plusSeconds(clockAheadSeconds);
        send(
            socket,
            "Response: Success\r\n"
                + id
                + "Ping: Pong\r\nTimestamp: "
                + now.getEpochSecond()
                + "."
                + String.format("%06d", now.getNano() / 1000)
                + "\r\n\r\n");
      }
      case "coresettings" ->
          send(
              socket,
              "Response: Success\r\n"
                  + id
                  + "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n\r\n");
      case "queuestatus" -> list(socket, id, "QueueStatusComplete");
      case "coreshowchannels" -> list(socket, id, "CoreShowChannelsComplete");
      case "dbgettree" -> list(socket, id, "DBGetTreeComplete");
      default -> send(socket, "Response: Success\r\n" + id + "Message: taken\r\n\r\n");
    }
  }

  private void login(Socket socket, Map<String, String> action, String id) throws IOException {
    if (!action.get("key").equals(md5("1234567" + SECRET))) {
      send(socket, "Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n");
      return;
    }
    send(socket, "Response: Success\r\n" + id + "Message: Authentication accepted\r\n\r\n");
    logins.incrementAndGet();
    if (action.get("username").contains("reader")) {
      send(socket, (boots ? BOOTED : "") + afterLogin);
    }
  }

  private static void list(Socket socket, String id, String complete) throws IOException {
    send(
        socket,
        "Response: Success\r\n"
            + id
            + "EventList: start\r\nMessage: will follow\r\n\r\nEvent: "
            + complete
            + "\r\n"
            + id
            + "EventList: Complete\r\nListItems: 0\r\n\r\n");
  }

  private static void send(Socket socket, String text) throws IOException {
    synchronized (socket) {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static String md5(String text) {
    try {
      byte[] hash =
          java.security.MessageDigest.getInstance("MD5")
              .digest(text.getBytes(StandardCharsets.UTF_8));
      return java.util.HexFormat.of().formatHex(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
