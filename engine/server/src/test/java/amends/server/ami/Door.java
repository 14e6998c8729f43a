package amends.server.ami;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The answers an engine would give to the dialplan: always go, with one attempt a reservation. */
final class Door implements AutoCloseable {
  static final String SECRET = "door-secret";
  private final HttpServer server;

  /** Attempts by reservation, both 64 hex digits. */
  final Map<String, String> attempts = new ConcurrentHashMap<>();

  private final String number;

  Door(String number) throws IOException {
    this.number = number;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          String answer =
              answer(
                  exchange.getRequestURI().getPath(),
                  form(
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String answer(String path, Map<String, String> form) {
    if (path.equals("/who")) {
      return "WHO 48*****01";
    }
    if (!path.equals("/go")) {
      return "RETRY";
    }
    String reservation = form.getOrDefault("res", "").replaceFirst("-1$", "");
    String attempt =
        reservation.substring(0, 32) + "c".repeat(31) + Integer.toHexString(attempts.size() % 16);
    attempts.put(reservation, attempt);
    return "GO " + attempt + " " + number + " - " + Instant.now().plusSeconds(20).getEpochSecond();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return form;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
