package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.callback.BookingAsked;
import amends.core.callback.CallbackPolicy;
import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderPolicy;
import amends.core.order.OrderSignal;
import amends.core.pacing.Pacing;
import amends.core.pacing.PacingPolicy;
import amends.core.pacing.QueuePicture;
import amends.core.switchboard.Switchboard;
import amends.server.bookings.BookingNotes;
import amends.server.bookings.Bookings;
import amends.server.bookings.Fields;
import amends.server.store.Addresses;
import amends.server.store.PgStore;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import amends.server.store.Secrets;
import amends.server.store.TestDatabase;
import amends.server.store.Trouble;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole runtime with the house's own switchboard on real PostgreSQL; only the PBX is made up.
 */
@Timeout(120)
class BookingToGoTest implements PbxLink {
  /** A repeat says the same: the dialplan reads the clock once a request. */
  private final Instant confirmed = now();

  private final Addresses addresses = new Addresses(Secrets.of(new byte[32]));
  private final Vertx vertx = Vertx.vertx();
  private final Switchboard switchboard =
      new Switchboard(
          OrderPolicy.DEFAULT, new CallbackPolicy(Duration.ofHours(24), Duration.ZERO, 1_000));
  private final List<Command> performed = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private PgStore store;
  private Lanes lanes;

  @BeforeEach
  void start() {
    store = PgStore.open(vertx, TestDatabase.fresh(), 8);
    Nudges nudges = new Nudges();
    Worker worker = new Worker(store, switchboard::take, Trouble::isPassing, nudges);
    lanes = Lanes.usual(worker).start();
    Poller poller =
        new Poller(store, switchboard::take, worker, lanes, nudges, Duration.ofMillis(100));
    Pacing pacing = new Pacing(PacingPolicy.DEFAULT);
    PbxHold hold =
        new PbxHold(
            "a",
            this,
            store,
            lanes,
            new UUID(1, 1),
            List.of("sales"),
            pacing,
            nudges,
            InstantSource.system(),
            System::nanoTime);
    toClose.addAll(List.of(hold.start(), poller.beat().start(), lanes, store));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : toClose) {
      one.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void a_booking_becomes_a_place_holder_and_the_agents_yes_an_attempt_answered_alike_twice()
      throws Exception {
    Reply booked = offer("48100003000", "1.1-1");
    assertThat(answer(booked)).startsWith("BOOKED ");
    assertThat(offer("48100003000", "1.1-1")).as("a repeat").isEqualTo(booked);
    assertThat(answer(offer("48100003000", "1.2-1"))).as("asked again").startsWith("EXISTS ");
    Samples.until(() -> !performed.isEmpty());
    Command.Reserve reserve = (Command.Reserve) performed.getFirst();
    assertThat(answer(booked)).contains(reserve.order().hex());
    Letter go =
        new Letter(
            LetterId.of("go", "a", reserve.channel()),
            now(),
            reserve.order().party(),
            Optional.empty(),
            Optional.of(reserve.order()),
            new OrderSignal.AgentAccepted(reserve.id(), "PJSIP/agent1"));
    Reply first = lanes.offer(go, new TreeMap<>()).get(10, TimeUnit.SECONDS);
    Reply again = lanes.offer(go, new TreeMap<>()).get(10, TimeUnit.SECONDS);
    assertThat(answer(first)).startsWith("GO ").contains(" {number} 800 ");
    assertThat(again).isEqualTo(first);
    assertThat(performed).as("the answer was the sending").hasSize(1);
    assertThat(store.address(reserve.order().party()).map(addresses::open))
        .contains("tel:48100003000");
  }

  @Test
  void five_hundred_bookings_at_once_are_five_hundred_promises() throws Exception {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      replies.add(offering("4810000" + (1000 + i), "2." + i + "-1"));
    }
    List<CaseRef> promised = new ArrayList<>();
    for (CompletableFuture<Reply> reply : replies) {
      String answer = answer(reply.get(60, TimeUnit.SECONDS));
      assertThat(answer).startsWith("BOOKED ");
      promised.add(CaseRef.fromHex(Kind.ORDER, answer.split(" ", -1)[1]));
    }
    assertThat(promised).doesNotHaveDuplicates();
    Samples.until(() -> store.inTurn("a", "sales").size() == 500);
    System.out.println("BookingToGoTest: 500 bookings, 500 promises, 0 lost");
  }

  @Test
  void a_note_of_a_booking_whose_answer_was_lost_is_forgotten_and_books_nothing_more()
      throws Exception {
    Bookings bookings = new Bookings(addresses);
    String at = Long.toString(now().getEpochSecond());
    String form =
        "key=9.1-1&number=48100003000&caller=48100003001&queue=sales&class=0&dialled=800&lang=en"
            + ("&place=" + at + "&confirmed=" + at);
    Bookings.Booking door = bookings.read("a", Fields.ofForm(form));
    Reply lost = lanes.offer(door.letter(), door.addresses()).get(10, TimeUnit.SECONDS);
    assertThat(answer(lost)).startsWith("BOOKED ");
    List<Command> forgotten = new CopyOnWriteArrayList<>();
    // By then nobody is on the line any more who would read his note back.
    InstantSource later = () -> Instant.now().plusSeconds(60);
    BookingNotes notes =
        new BookingNotes(bookings, (pbx, queue) -> true, lanes, forgotten::add, later);
    String value = "v1|48100003000|48100003001|sales|0|%s|%s|800|en".formatted(at, at);
    String other = value.replace("48100003000", "48100003002");
    notes.found("a", new TreeMap<>(Map.of("a-9.1-1", value, "a-9.2-1", other)));
    Samples.until(() -> forgotten.size() == 2);
    assertThat(store.inTurn("a", "sales")).hasSize(2);
  }

  private Reply offer(String number, String key) throws Exception {
    return offering(number, key).get(10, TimeUnit.SECONDS);
  }

  private CompletableFuture<Reply> offering(String number, String key) {
    PartyId party = addresses.of("tel:" + number);
    SortedMap<PartyId, Sealed> beside = new TreeMap<>();
    beside.put(party, addresses.seal("tel:" + number));
    BookingAsked asked =
        new BookingAsked("a", key, "sales", 0, confirmed, confirmed, "800", "en", Optional.empty());
    return lanes.offer(
        new Letter(
            LetterId.of("booking", "a", key),
            now(),
            party,
            Optional.empty(),
            Optional.empty(),
            asked),
        beside);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String answer(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Said.class);
    return ((Reply.Said) reply).answer().orElseThrow();
  }

  @Override
  public void open(LinkListener listener) {
    listener.up();
  }

  @Override
  public void close() {}

  @Override
  public void perform(Command command) {
    performed.add(command);
  }

  @Override
  public Optional<QueuePicture> look(String queue) {
    return Optional.of(Samples.queue(queue, 1));
  }

  @Override
  public List<Channel> channels() {
    return List.of();
  }

  @Override
  public boolean marked(String attempt) {
    return false;
  }
}
