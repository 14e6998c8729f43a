package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallKey;
import amends.core.telephony.CallNews;
import amends.core.telephony.PbxEvent;
import amends.server.store.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TranslatorTest {
  private static final Instant AT = Instant.parse("2026-06-01T10:00:00Z");
  private static final UUID PARTY = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final CallKey CALL = new CallKey(PARTY, new UUID(1, 2));
  private static final CaseRef ORDER = new CaseRef(new PartyId(PARTY), Kind.ORDER, new UUID(7, 8));
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Letter> taken = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Translator translator() {
    return new Translator("a", (letter, addresses) -> take(letter), timer);
  }

  private CompletableFuture<Reply> take(Letter letter) {
    taken.add(letter);
    return CompletableFuture.completedFuture(new Reply.Said(Optional.empty()));
  }

  private static List<PbxEvent.OfCall> passed(CallKey call) {
    return List.of(
        new PbxEvent.QueueJoined(call.leg1(), call.leg2(), "q", AT),
        new PbxEvent.Offered(call.leg1(), "SIP/1", AT.plusSeconds(1)),
        new PbxEvent.Passed(call.leg1(), "SIP/1", "2", AT.plusSeconds(2)),
        new PbxEvent.HungUp(call.leg1(), call.leg2(), 16, "", AT.plusSeconds(3)),
        new PbxEvent.HungUp(call.leg1(), call.leg1(), 16, "", AT.plusSeconds(3)));
  }

  private static List<String> kinds(List<Letter> letters) {
    return letters.stream()
        .map(l -> ((OrderSignal.Heard) l.signal()).news().getClass().getSimpleName())
        .toList();
  }

  @Test
  void each_piece_of_news_is_a_letter_to_its_order() {
    Translator translator = translator();
    translator.expect(CALL, ORDER);
    passed(CALL).forEach(event -> translator.hear(event, ""));
    assertThat(kinds(taken)).containsExactly("Stood", "Offered", "Passed", "Gone");
    assertThat(taken)
        .allSatisfy(
            letter -> {
              assertThat(letter.to()).contains(ORDER);
              assertThat(letter.party()).isEqualTo(ORDER.party());
            });
    assertThat(taken.getFirst().happenedAt()).isEqualTo(AT);
  }

  @Test
  void two_nodes_that_read_the_same_send_the_same_ids_and_another_pbx_does_not() {
    passed(CALL).forEach(event -> translator().hear(event, ""));
    Translator one = translator();
    taken.clear();
    passed(CALL).forEach(event -> one.hear(event, ""));
    List<UUID> first = taken.stream().map(Letter::id).toList();
    taken.clear();
    Translator two = translator();
    passed(CALL).forEach(event -> two.hear(event, ""));
    assertThat(taken)
        .extracting(Letter::id)
        .containsExactlyElementsOf(first)
        .doesNotHaveDuplicates();
    taken.clear();
    Translator other = new Translator("b", (letter, addresses) -> take(letter), timer);
    passed(CALL).forEach(event -> other.hear(event, ""));
    assertThat(taken).extracting(Letter::id).doesNotContainAnyElementsOf(first);
  }

  /** Two letters under one id would be a forged repeat: the case was seen to be parked for it. */
  @Test
  void who_heard_only_the_end_of_a_call_tells_other_letters_than_who_heard_it_all() {
    String att = CALL.hex().substring(0, 32) + "e".repeat(32);
    PbxEvent start = new PbxEvent.Started(CALL.leg1(), att, AT);
    PbxEvent end =
        new PbxEvent.Dialled(CALL.leg1(), att, "ANSWER", 16, "-", "key1", AT.plusSeconds(30));
    Translator all = translator();
    all.hear(start, "");
    all.hear(end, "");
    List<Letter> first = List.copyOf(taken);
    taken.clear();
    translator().hear(end, "");
    assertThat(kinds(taken)).contains("Started");
    assertThat(taken)
        .allSatisfy(
            letter ->
                assertThat(first)
                    .filteredOn(other -> other.id().equals(letter.id()))
                    .allMatch(other -> other.signal().equals(letter.signal())));
  }

  @Test
  void a_straggler_after_the_end_tells_nothing_more() {
    Translator translator = translator();
    passed(CALL).forEach(event -> translator.hear(event, ""));
    int told = taken.size();
    passed(CALL).forEach(event -> translator.hear(event, ""));
    assertThat(taken).hasSize(told);
    assertThat(translator.unfinished()).isEmpty();
  }

  @Test
  void an_order_of_another_person_is_not_believed() {
    Translator translator = translator();
    translator.hear(passed(CALL).getFirst(), "f".repeat(64));
    assertThat(taken).hasSize(1).allSatisfy(letter -> assertThat(letter.to()).isEmpty());
    translator.hear(passed(CALL).get(1), ORDER.hex());
    assertThat(taken.getLast().to()).contains(ORDER);
  }

  @Test
  void events_of_calls_that_are_not_ours_leave_no_trace() {
    Translator translator = translator();
    translator.hear(new PbxEvent.QueueJoined("1700000000.1", "1700000000.1", "q", AT), "");
    translator.hear(new PbxEvent.Offered("", "x", AT), "x");
    assertThat(translator.unfinished()).isEmpty();
    assertThat(taken).isEmpty();
  }

  @Test
  void full_lanes_delay_the_letters_and_never_change_their_order() {
    long seed = Long.getLong("amends.seed", new Random().nextLong());
    System.out.println("TranslatorTest seed " + seed);
    Random random = new Random(seed);
    AtomicInteger full = new AtomicInteger();
    Translator translator =
        new Translator(
            "a",
            (letter, addresses) -> {
              if (random.nextInt(3) == 0) {
                full.incrementAndGet();
                return CompletableFuture.completedFuture(new Reply.Full());
              }
              return take(letter);
            },
            timer);
    for (int i = 0; i < 30; i++) {
      CallKey call = new CallKey(PARTY, new UUID(9, i));
      passed(call).forEach(event -> translator.hear(event, ""));
    }
    Until.is(
        () -> "120 letters, there are " + taken.size(),
        () -> taken.size() >= 120 && translator.idle());
    assertThat(full.get()).as("seed %d", seed).isPositive();
    for (int i = 0; i < 30; i++) {
      UUID reservation = new UUID(9, i);
      List<Letter> mine = taken.stream().filter(l -> of(l).equals(reservation)).toList();
      assertThat(kinds(mine))
          .as("seed %d, call %d", seed, i)
          .containsExactly("Stood", "Offered", "Passed", "Gone");
    }
  }

  private static UUID of(Letter letter) {
    return switch (((OrderSignal.Heard) letter.signal()).news()) {
      case CallNews.Stood n -> n.reservation();
      case CallNews.Offered n -> n.reservation();
      case CallNews.Passed n -> n.reservation();
      case CallNews.Gone n -> n.reservation();
      default -> throw new AssertionError("not expected: " + letter);
    };
  }

  @Test
  void after_an_outage_only_what_has_no_channel_left_is_lost() {
    Translator translator = translator();
    CallKey lives = new CallKey(PARTY, new UUID(3, 3));
    translator.hear(passed(CALL).getFirst(), "");
    translator.hear(passed(lives).getFirst(), "");
    List<CallKey> open = translator.unfinished();
    assertThat(open).containsExactlyInAnyOrder(CALL, lives);
    CallKey sinceThen = new CallKey(PARTY, new UUID(4, 4));
    translator.hear(passed(sinceThen).getFirst(), "");
    translator.vanished(
        open, new TreeSet<>(List.of(lives.leg1())), AT.plusSeconds(5), AT.plusSeconds(9));
    List<CallNews> gone =
        taken.stream()
            .map(l -> ((OrderSignal.Heard) l.signal()).news())
            .filter(CallNews.Gone.class::isInstance)
            .toList();
    assertThat(gone)
        .containsExactly(
            new CallNews.Gone(CALL.reservation(), CallNews.Ending.LOST, AT.plusSeconds(9)));
  }

  @Test
  void an_originate_the_pbx_refuses_is_a_place_holder_that_never_stood() {
    Translator translator = translator();
    translator.expect(CALL, ORDER);
    translator.hear(new PbxEvent.Originated(CALL.leg1(), false, AT), "");
    assertThat(taken)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.to()).contains(ORDER);
              assertThat(((OrderSignal.Heard) letter.signal()).news())
                  .isEqualTo(
                      new CallNews.Gone(CALL.reservation(), CallNews.Ending.NEVER_STOOD, AT));
            });
  }

  @Test
  void a_pbx_gone_wild_cannot_fill_the_memory() {
    Translator translator = translator();
    List<CallKey> calls = new ArrayList<>();
    for (int i = 0; i < Translator.CALLS_MAX + 100; i++) {
      CallKey call = new CallKey(PARTY, new UUID(5, i));
      calls.add(call);
      translator.hear(passed(call).getFirst(), "");
    }
    assertThat(translator.unfinished())
        .hasSize(Translator.CALLS_MAX)
        .contains(calls.getLast())
        .doesNotContain(calls.getFirst());
  }
}
