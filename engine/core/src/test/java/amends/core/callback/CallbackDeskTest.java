package amends.core.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Hearing;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Request;
import amends.core.golden.Golden;
import amends.core.golden.Line;
import amends.core.order.History;
import amends.core.order.Order;
import amends.core.order.OrderFact;
import amends.core.order.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallbackDeskTest {
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final PartyId ANN =
      new PartyId(UUID.fromString("aaaaaaaa-0000-0000-0000-000000000001"));
  private static final PartyId BEN =
      new PartyId(UUID.fromString("bbbbbbbb-0000-0000-0000-000000000002"));
  private static final CaseRef SELF =
      new CaseRef(ANN, Kind.ORDER, UUID.fromString("22222222-2222-2222-2222-222222222222"));

  private final CallbackDesk desk = new CallbackDesk(CallbackPolicy.DEFAULT);

  private static BookingAsked asked(String queue, int turnClass, Optional<String> note) {
    return new BookingAsked(
        "a", "1767.1-1", queue, turnClass, NINE.minusSeconds(90), NINE, "4021", "en", note);
  }

  private static BookingAsked asked() {
    return asked("support", 0, Optional.empty());
  }

  private static Party person(PartyId id, Request... requests) {
    return new Party(id, new PartyFile(List.of(), List.of(requests)), new TreeMap<>());
  }

  private Decision<Order> decide(BookingAsked asked, Party party, Party by, Instant clock) {
    Letter letter =
        new Letter(new UUID(1, 1), NINE, party.id(), Optional.of(by.id()), Optional.empty(), asked);
    return desk.decide(SELF, Optional.empty(), asked, new Hearing(letter, party, by, clock));
  }

  private Order booked(BookingAsked asked, Instant clock) {
    return ((Decision.Move<Order>) decide(asked, person(ANN), person(ANN), clock)).to();
  }

  private static Party with(Order order) {
    return person(ANN).with(order);
  }

  private static Request[] requests(int n) {
    Request[] all = new Request[n];
    for (int i = 0; i < n; i++) {
      all[i] = new Request("a/old-" + i, NINE.minus(Duration.ofHours(2L + i)));
    }
    return all;
  }

  @Test
  void every_way_a_booking_can_meet_a_person() throws IOException {
    Order open = booked(asked(), NINE);
    Order closed =
        new Order.Closed(
            SELF, open.promise(), History.NONE, Verdict.KEPT, "agent:x", NINE, Optional.empty());
    Request[] yesterday = {
      new Request("a/x", NINE.minus(Duration.ofHours(24))),
      new Request("a/y", NINE.minus(Duration.ofHours(24))),
      new Request("a/z", NINE.minus(Duration.ofHours(25)))
    };
    Map<String, Party> persons = new LinkedHashMap<>();
    persons.put("nobody yet", person(ANN));
    persons.put("an open promise for this queue", with(open));
    persons.put("a closed promise for this queue", with(closed));
    persons.put("two requests today", person(ANN, requests(2)));
    persons.put("three requests today", person(ANN, requests(3)));
    persons.put("three requests, the day before", person(ANN, yesterday));
    persons.put(
        "this very request, and it has ended", person(ANN, new Request("a/1767.1-1", NINE)));
    Map<String, BookingAsked> ways = new LinkedHashMap<>();
    ways.put("by the door", asked());
    ways.put("by the door, another queue", asked("billing", 0, Optional.empty()));
    ways.put("from a note", asked("support", 0, Optional.of("a-1767.1-1")));
    StringBuilder page =
        new StringBuilder(
            "Callback: a booking meets a person. Written by CallbackDeskTest with"
                + " -Dupdate=true.\n");
    persons.forEach(
        (who, person) -> {
          page.append("\n== ").append(who).append('\n');
          ways.forEach(
              (how, asked) ->
                  page.append(String.format("%-28s", how))
                      .append(Line.of(decide(asked, person, person, NINE), NINE))
                      .append('\n'));
        });
    Golden.matches("callback.txt", page.toString());
  }

  @Test
  void due_is_a_day_after_the_number_was_confirmed_not_after_we_heard_of_it() {
    Order order = booked(asked(), NINE.plus(Duration.ofHours(3)));
    assertThat(order.promise().acceptedAt()).isEqualTo(NINE);
    assertThat(order.promise().due()).isEqualTo(NINE.plus(Duration.ofHours(24)));
    assertThat(order.promise().place()).isEqualTo(NINE.minusSeconds(90));
    assertThat(order.stage()).as("the minute to hang up is long over").isEqualTo("ready");
  }

  @Test
  void not_called_before_the_caller_had_a_minute_to_hang_up() {
    assertThat(booked(asked(), NINE.plusSeconds(59))).isInstanceOf(Order.Waiting.class);
    assertThat(booked(asked(), NINE.plusSeconds(59)).readyAt()).contains(NINE.plusSeconds(60));
    assertThat(booked(asked(), NINE.plusSeconds(60))).isInstanceOf(Order.Ready.class);
  }

  @Test
  void the_answer_names_the_order_and_the_due_instant() {
    assertThat(((Decision.Move<Order>) decide(asked(), person(ANN), person(ANN), NINE)).answer())
        .contains("BOOKED " + SELF.hex() + " " + NINE.plus(Duration.ofHours(24)).getEpochSecond());
  }

  @Test
  void requests_are_counted_for_who_asks_and_not_for_who_is_called() {
    Decision<Order> asksTooOften = decide(asked(), person(ANN), person(BEN, requests(3)), NINE);
    assertThat(((Decision.LetPass<Order>) asksTooOften).answer()).contains("REFUSED too-many");
    assertThat(decide(asked(), person(ANN, requests(3)), person(BEN), NINE))
        .isInstanceOf(Decision.Move.class);
  }

  @Test
  void a_noted_request_is_a_promise_and_no_cap_takes_it_back() {
    BookingAsked noted = asked("support", 0, Optional.of("a-1767.1-1"));
    Decision.Move<Order> move =
        (Decision.Move<Order>) decide(noted, person(ANN), person(ANN, requests(9)), NINE);
    assertThat(move.commands()).hasOnlyElementsOfType(Command.AckNote.class).hasSize(1);
    assertThat(((Command.AckNote) move.commands().getFirst()).note()).isEqualTo("a-1767.1-1");
    assertThat(move.facts()).hasOnlyElementsOfType(OrderFact.Accepted.class);
  }

  @Test
  void a_class_no_dialplan_can_mean_is_taken_as_the_nearest() {
    assertThat(booked(asked("support", 12, Optional.empty()), NINE).promise().turnClass())
        .isEqualTo(9);
    assertThat(booked(asked("support", -1, Optional.empty()), NINE).promise().turnClass()).isZero();
  }

  @Test
  void a_policy_is_refused_with_its_keys() {
    assertThatThrownBy(() -> new CallbackPolicy(Duration.ofMinutes(10), Duration.ofMinutes(10), 0))
        .hasMessageContainingAll("callback.min_delay", "number.requests_24h");
  }
}
