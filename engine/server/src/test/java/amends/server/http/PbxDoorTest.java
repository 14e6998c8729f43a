package amends.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.callback.BookingAsked;
import amends.core.desk.CaseRef;
import amends.core.desk.Ids;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal;
import amends.server.config.Config;
import amends.server.config.ConfigFile;
import amends.server.runtime.MemoryStore;
import amends.server.store.Addresses;
import amends.server.store.Reply;
import amends.server.store.Secrets;
import amends.server.store.Store.OrderInTurn;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PbxDoorTest {
  private static final String SECRET = "0123456789abcdef";
  private static final String NUMBER = "48100003000";

  private final Addresses addresses = new Addresses(Secrets.of(new byte[32]));
  private final PartyId party = addresses.of("tel:" + NUMBER);
  private final CaseRef order = new CaseRef(party, Kind.ORDER, new UUID(7, 7));
  private final String attempt = Ids.hex(party.hmac()) + Ids.hex(new UUID(8, 8));
  private final String res = Ids.hex(party.hmac()) + Ids.hex(new UUID(9, 9)) + "-1";
  private final MemoryStore store = new MemoryStore();
  private final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private volatile CompletableFuture<Reply> reply = said("BOOKED " + order.hex() + " 1772528400");
  @TempDir private Path folder;
  private PbxDoor door;
  private int port;

  @BeforeEach
  void listen() throws Exception {
    Path file = folder.resolve("amends.yaml");
    Files.writeString(
        file,
        """
        door: {port: 0, secret: %s}
        pbxs:
          - id: a
            reader: {user: r, secret: r}
            writer: {user: w, secret: w}
        queues:
          - {name: sales, pbx: a}
          - {name: vip, pbx: a, show: full}
        """
            .formatted(SECRET));
    Config config = ConfigFile.read(file, Map.of());
    door =
        new PbxDoor(
            vertx,
            config,
            (letter, beside) -> {
              letters.add(letter);
              beside.forEach(store::seal);
              return reply;
            },
            store,
            addresses,
            store::now);
    port = door.listen();
  }

  @AfterEach
  void stop() throws Exception {
    door.close();
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void a_booking_is_answered_after_commit_with_what_the_turn_said() throws Exception {
    assertThat(ask("/booking", booking())).isEqualTo("BOOKED " + order.hex() + " 1772528400");
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().party()).isEqualTo(party);
    BookingAsked asked = (BookingAsked) letters.getFirst().signal();
    assertThat(asked.queue()).isEqualTo("sales");
    assertThat(asked.note()).isEmpty();
  }

  @Test
  void the_same_request_is_the_same_letter_and_another_is_not() throws Exception {
    ask("/booking", booking());
    ask("/booking", booking());
    ask("/booking", with(booking(), "key", "1772442000.17-2"));
    assertThat(letters.get(0).id())
        .isEqualTo(letters.get(1).id())
        .isNotEqualTo(letters.get(2).id());
  }

  @Test
  void nothing_is_said_before_the_turn_is_committed() throws Exception {
    reply = new CompletableFuture<>();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request("/booking", form(booking())), HttpResponse.BodyHandlers.ofString());
    while (letters.isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(answer).isNotDone();
    reply.complete(new Reply.Said(Optional.of("EXISTS " + order.hex() + " 1772528400")));
    assertThat(answer.get(10, TimeUnit.SECONDS).body()).startsWith("EXISTS ");
  }

  @Test
  void a_turn_that_hangs_is_answered_by_a_word_that_promises_nothing() throws Exception {
    reply = new CompletableFuture<>();
    assertThat(ask("/booking", booking())).isEqualTo("RETRY");
    assertThat(ask("/go", go())).isEqualTo("NO busy");
  }

  @Test
  void what_is_not_taken_or_parked_promises_nothing() throws Exception {
    reply = CompletableFuture.completedFuture(new Reply.Full());
    assertThat(ask("/booking", booking())).isEqualTo("RETRY");
    assertThat(ask("/go", go())).isEqualTo("NO busy");
    reply = CompletableFuture.completedFuture(new Reply.Parked(new UUID(1, 1)));
    assertThat(ask("/booking", booking())).isEqualTo("RETRY");
    assertThat(ask("/go", go())).isEqualTo("NO busy");
    reply = said("HELLO");
    assertThat(ask("/booking", booking())).isEqualTo("RETRY");
    assertThat(ask("/go", go())).isEqualTo("NO busy");
  }

  @ParameterizedTest
  @CsvSource({
    "v,2",
    "v,",
    "pbx,b",
    "pbx,a b",
    "key,x",
    "key,1772442000.17",
    "key,17%0a-1",
    "number,12",
    "number,1234567890123456",
    "number,12a4567",
    "number,",
    "caller,x",
    "queue,other",
    "queue,sa les",
    "queue,",
    "class,10",
    "class,x",
    "class,",
    "place,0",
    "place,17724410000",
    "confirmed,now",
    "dialled,x",
    "dialled,123456789012345678901",
    "lang,english please",
    "extra,1",
  })
  void a_bad_field_is_refused(String field, String value) throws Exception {
    assertThat(ask("/booking", with(booking(), field, value == null ? "" : value)))
        .isEqualTo("REFUSED bad-request");
    assertThat(letters).isEmpty();
  }

  /** Names of sound sets as PBXs have them; a promise is not refused for one. */
  @ParameterizedTest
  @ValueSource(strings = {"", "en", "pt_BR", "en_US_f_Allison", "de-formal", "x"})
  void any_language_of_a_pbx_is_taken(String language) throws Exception {
    assertThat(ask("/booking", with(booking(), "lang", language)))
        .isNotEqualTo("REFUSED bad-request");
    assertThat(letters).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "key",
    "number",
    "caller",
    "queue",
    "class",
    "place",
    "confirmed",
    "dialled",
    "lang",
    "v",
    "pbx"
  })
  void a_missing_field_is_refused(String field) throws Exception {
    Map<String, String> fields = booking();
    fields.remove(field);
    assertThat(ask("/booking", fields)).isEqualTo("REFUSED bad-request");
    assertThat(letters).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "order,x",
    "order,",
    "res,x",
    "res,0000",
    "member,PJSIP/a b",
    "extra,1",
    "v,2",
    "pbx,b"
  })
  void a_bad_field_of_go_is_a_no(String field, String value) throws Exception {
    assertThat(ask("/go", with(go(), field, value == null ? "" : value)))
        .isEqualTo("NO bad-request");
    assertThat(letters).isEmpty();
  }

  @Test
  void a_reservation_of_another_person_is_a_no() throws Exception {
    String other = Ids.hex(new UUID(1, 1)) + Ids.hex(new UUID(9, 9)) + "-1";
    assertThat(ask("/go", with(go(), "res", other))).isEqualTo("NO bad-request");
  }

  @Test
  void a_bare_plus_in_a_form_is_a_plus() throws Exception {
    String form = form(booking()).replace("number=" + NUMBER, "number=+" + NUMBER);
    assertThat(send("/booking", form).body()).startsWith("BOOKED ");
    assertThat(letters.getFirst().party()).isEqualTo(party);
  }

  @Test
  void whoever_has_another_secret_learns_nothing() throws Exception {
    for (Map<String, String> fields :
        List.of(
            with(booking(), "secret", "0123456789abcdeX"),
            with(booking(), "secret", ""),
            with(go(), "secret", "x"))) {
      HttpResponse<String> response =
          send(fields.containsKey("res") ? "/go" : "/booking", form(fields));
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEmpty();
    }
    assertThat(send("/booking", "%zz").statusCode()).isEqualTo(403);
    assertThat(send("/booking", "").statusCode()).isEqualTo(403);
    assertThat(letters).isEmpty();
  }

  @Test
  void a_field_given_twice_or_a_form_too_large_is_refused() throws Exception {
    assertThat(send("/booking", form(booking()) + "&number=123456").statusCode()).isEqualTo(403);
    assertThat(send("/booking", form(booking()) + "&x=" + "y".repeat(10_000)).statusCode())
        .isEqualTo(413);
    assertThat(letters).isEmpty();
  }

  @Test
  void other_doors_and_other_methods_do_not_exist() throws Exception {
    assertThat(send("/other", form(booking())).statusCode()).isEqualTo(404);
    HttpRequest get = HttpRequest.newBuilder(uri("/booking")).GET().build();
    assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void go_gets_the_number_only_after_commit() throws Exception {
    store.seal(party, addresses.seal("tel:" + NUMBER));
    reply = said("GO " + attempt + " {number} 800 1772442020");
    assertThat(ask("/go", go())).isEqualTo("GO " + attempt + " " + NUMBER + " 800 1772442020");
    assertThat(letters.getFirst().signal())
        .isEqualTo(new OrderSignal.AgentAccepted(new UUID(9, 9), "PJSIP/agent1"));
    assertThat(letters.getFirst().to()).contains(order);
  }

  @Test
  void the_same_question_is_the_same_letter() throws Exception {
    reply = said("NO closed");
    assertThat(ask("/go", go())).isEqualTo("NO closed");
    assertThat(ask("/go", go())).isEqualTo("NO closed");
    assertThat(letters.get(0).id()).isEqualTo(letters.get(1).id());
  }

  @Test
  void a_number_that_was_erased_is_not_dialled() throws Exception {
    reply = said("GO " + attempt + " {number} - 1772442020");
    assertThat(ask("/go", go())).isEqualTo("NO erased");
  }

  @Test
  void a_database_that_fails_while_the_number_is_fetched_dials_nothing() throws Exception {
    reply = said("GO " + attempt + " {number} - 1772442020");
    store.down(new IllegalStateException("connection refused"));
    assertThat(ask("/go", go())).isEqualTo("NO busy");
  }

  @Test
  void who_is_masked_unless_the_orders_queue_shows_numbers_in_full() throws Exception {
    assertThat(ask("/who", who())).isEqualTo("WHO");
    store.seal(party, addresses.seal("tel:" + NUMBER));
    assertThat(ask("/who", who())).isEqualTo("WHO ***3000");
    store.setInTurn(List.of(new OrderInTurn(order, "reserving", 0, store.now(), Optional.empty())));
    assertThat(ask("/who", who())).isEqualTo("WHO " + NUMBER);
    assertThat(letters).isEmpty();
  }

  private Map<String, String> booking() {
    Map<String, String> fields =
        new TreeMap<>(Map.of("v", "1", "secret", SECRET, "pbx", "a", "key", "1772442000.17-1"));
    fields.putAll(
        Map.of(
            "number", NUMBER, "caller", "", "queue", "sales", "class", "0", "place", "1772441000"));
    fields.putAll(Map.of("confirmed", "1772442000", "dialled", "800", "lang", "en"));
    return fields;
  }

  private Map<String, String> go() {
    return new TreeMap<>(
        Map.of(
            "v",
            "1",
            "secret",
            SECRET,
            "pbx",
            "a",
            "order",
            order.hex(),
            "res",
            res,
            "member",
            "PJSIP/agent1"));
  }

  private Map<String, String> who() {
    return new TreeMap<>(Map.of("v", "1", "secret", SECRET, "pbx", "a", "order", order.hex()));
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    fields.put(name, value);
    return fields;
  }

  private static CompletableFuture<Reply> said(String answer) {
    return CompletableFuture.completedFuture(new Reply.Said(Optional.of(answer)));
  }

  private String ask(String path, Map<String, String> fields) throws Exception {
    HttpResponse<String> response = send(path, form(fields));
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(String path, String form) throws Exception {
    return client.send(request(path, form), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String form) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
