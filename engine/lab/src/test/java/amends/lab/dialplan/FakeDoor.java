package amends.lab.dialplan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The engine's door as the PBX sees it, answering as the test says. */
final class FakeDoor {
  /** Takes the request and never answers. */
  static final Function<Map<String, String>, String> HANGS =
      form -> {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return "";
      };

  private final HttpServer server;
  private final Map<String, Function<Map<String, String>, String>> script =
      new ConcurrentHashMap<>();
  private final Map<String, List<Map<String, String>>> asked = new ConcurrentHashMap<>();

  FakeDoor() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory()));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answer(String path, String line) {
    script.put(path, form -> line);
  }

  void answer(String path, Function<Map<String, String>, String> line) {
    script.put(path, line);
  }

  List<Map<String, String>> asked(String path) {
    return asked.computeIfAbsent(path, p -> new CopyOnWriteArrayList<>());
  }

  void forget() {
    script.clear();
    asked.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    asked(path).add(form);
    byte[] line =
        script.getOrDefault(path, f -> "RETRY").apply(form).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, line.length == 0 ? -1 : line.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(line);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      fields.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }
}
