package amends.core.order;

import amends.core.desk.CaseRef;
import amends.core.desk.Hearing;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One promise, made on a Monday at 09:00 UTC and due a day later, in every stage it can stand in.
 */
final class Examples {
  static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  static final PartyId PERSON =
      new PartyId(UUID.fromString("11111111-1111-1111-1111-111111111111"));
  static final CaseRef REF =
      new CaseRef(PERSON, Kind.ORDER, UUID.fromString("22222222-2222-2222-2222-222222222222"));
  static final UUID RESERVATION = UUID.fromString("33333333-3333-3333-3333-333333333333");
  static final UUID ATTEMPT = Attempts.attemptOf(RESERVATION);
  static final UUID EARLIER = UUID.fromString("44444444-4444-4444-4444-444444444444");
  static final UUID LETTER = UUID.fromString("55555555-5555-5555-5555-555555555555");
  static final String MEMBER = "PJSIP/anna";

  static final Promise PROMISE =
      new Promise(
          "requested_callback",
          "callback",
          "a",
          "support",
          0,
          NINE.minusSeconds(120),
          NINE,
          NINE.plusSeconds(60),
          NINE.plus(Duration.ofHours(24)),
          NINE.plus(Duration.ofHours(24)),
          "4021",
          "en");

  /** An hour into the window. */
  static final Instant TEN = NINE.plus(Duration.ofHours(1));

  static final Course FRESH = Course.begun(RESERVATION, MEMBER, ATTEMPT, TEN, TEN.plusSeconds(20));

  private Examples() {}

  static Hearing hearing(Instant clock) {
    Letter letter =
        new Letter(
            LETTER,
            clock,
            PERSON,
            Optional.empty(),
            Optional.of(REF),
            new OrderSignal.Woken(clock));
    Party party = new Party(PERSON, PartyFile.EMPTY, new TreeMap<>());
    return new Hearing(letter, party, party, clock);
  }

  static Order.Waiting waiting() {
    return new Order.Waiting(
        REF, PROMISE, History.NONE, Optional.of(TEN.plusSeconds(600)), "no-answer");
  }

  static Order.Ready ready() {
    return new Order.Ready(REF, PROMISE, History.NONE, NINE.plusSeconds(60));
  }

  static Order.Reserving reserving() {
    return new Order.Reserving(
        REF,
        PROMISE,
        History.NONE,
        RESERVATION,
        TEN,
        Optional.of(TEN),
        List.of(),
        Optional.empty());
  }

  static Order.Reserving leaving(Leaving.Reason reason) {
    return new Order.Reserving(
        REF,
        PROMISE,
        History.NONE,
        RESERVATION,
        TEN,
        Optional.of(TEN),
        List.of(),
        Optional.of(new Leaving(reason, 1, TEN.plusSeconds(30))));
  }

  static Order.Dialling dialling(Course course) {
    return new Order.Dialling(
        REF,
        PROMISE,
        History.NONE,
        course,
        course.notAfter().plusSeconds(course.startedAt().isPresent() ? 90 : 2));
  }

  static Order.Talking talking(Instant bridgedAt) {
    return new Order.Talking(
        REF,
        PROMISE,
        History.NONE.answered(bridgedAt),
        FRESH.bridged(bridgedAt),
        bridgedAt,
        Optional.of(bridgedAt.plus(Duration.ofHours(4))));
  }

  static Order.WrapUp wrapUp() {
    return new Order.WrapUp(
        REF,
        PROMISE,
        History.NONE.bridged(TEN).kept(TEN).withAttempts(1),
        FRESH.bridged(TEN),
        TEN,
        TEN.plusSeconds(120));
  }

  static Order.Closed closed() {
    return new Order.Closed(
        REF,
        PROMISE,
        History.NONE.kept(TEN),
        Verdict.KEPT,
        "agent:" + MEMBER,
        TEN,
        Optional.of("1"));
  }

  /** Every stage, some in more than one form, by the name the golden page gives it. */
  static Map<String, Order> stages() {
    Map<String, Order> all = new LinkedHashMap<>();
    all.put("waiting", waiting());
    all.put(
        "waiting, for a person",
        new Order.Waiting(REF, PROMISE, History.NONE, Optional.empty(), "wrong-number"));
    all.put(
        "waiting, after an assumed call",
        waiting().with(History.NONE.withAttempts(1).assuming(Optional.of(EARLIER))));
    all.put("ready", ready());
    all.put("reserving", reserving());
    all.put(
        "reserving, after an assumed call",
        reserving().with(History.NONE.withAttempts(1).assuming(Optional.of(EARLIER))));
    all.put(
        "reserving, rung once in vain",
        new Order.Reserving(
            REF,
            PROMISE,
            History.NONE,
            RESERVATION,
            TEN,
            Optional.of(TEN),
            List.of(TEN.minusSeconds(20)),
            Optional.empty()));
    all.put("reserving, passed twice before", reserving().with(History.NONE.withPass().withPass()));
    for (Leaving.Reason reason : Leaving.Reason.values()) {
      all.put("reserving, leaving: " + reason, leaving(reason));
    }
    all.put("dialling", dialling(FRESH));
    all.put(
        "dialling, in doubt",
        new Order.Dialling(
            REF, PROMISE, History.NONE, FRESH.inDoubt(), FRESH.notAfter().plusSeconds(90)));
    all.put("dialling, started", dialling(FRESH.started(TEN.plusSeconds(1))));
    all.put(
        "dialling, the agent's word is in",
        dialling(FRESH.started(TEN).disposed(disposed(Optional.of("1")))));
    all.put(
        "dialling, the last of the budget",
        dialling(FRESH.started(TEN))
            .with(History.NONE.withAttempts(2).rang(TEN.minusSeconds(900))));
    all.put("dialling, five that did not count", dialling(FRESH).with(uncounted()));
    all.put("talking", talking(TEN.plusSeconds(10)));
    all.put("talking, begun after due", talking(PROMISE.due().plusSeconds(5)));
    all.put("wrapup", wrapUp());
    all.put("closed", closed());
    return all;
  }

  private static History uncounted() {
    History h = History.NONE;
    for (int i = 5; i > 0; i--) {
      h = h.withUncounted(TEN.minusSeconds(60L * i));
    }
    return h;
  }

  static CallNews.Disposed disposed(Optional<String> key) {
    return new CallNews.Disposed(ATTEMPT, MEMBER, key, TEN.plusSeconds(40));
  }

  static CallNews.Over over(UUID attempt, Outcome outcome, int bridgedSeconds) {
    boolean answered =
        outcome == Outcome.CONNECTED
            || outcome == Outcome.LATER
            || outcome == Outcome.NO_LONGER_NEEDED
            || outcome == Outcome.ANSWERED_NOT_BRIDGED
            || outcome == Outcome.AGENT_GONE;
    boolean rang = answered || outcome == Outcome.NO_ANSWER || outcome == Outcome.DECLINED;
    return new CallNews.Over(
        attempt,
        outcome,
        0,
        "",
        rang ? Optional.of(TEN.plusSeconds(3)) : Optional.empty(),
        answered ? Optional.of(TEN.plusSeconds(8)) : Optional.empty(),
        bridgedSeconds > 0 ? Optional.of(TEN.plusSeconds(10)) : Optional.empty(),
        bridgedSeconds,
        TEN.plusSeconds(30));
  }
}
