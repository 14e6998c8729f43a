package amends.core.telephony;

import amends.core.telephony.PbxEvent.OfCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a set of events adds up to; it looks at their set and their times, never at the order in
 * which they were read.
 */
final class CallReading {
  private static final int IGNORED_MAX = 2;
  private static final Duration SAME_RING = Duration.ofSeconds(1);

  private final CallKey key;
  private final CallEvents events;
  private final SortedSet<String> customer;
  private final Optional<UUID> attempt;

  private CallReading(CallKey key, List<OfCall> seen) {
    this.key = key;
    this.events = new CallEvents(key, seen);
    this.customer = events.customerLegs();
    this.attempt = events.attempt();
  }

  static CallReading of(CallKey key, List<OfCall> seen) {
    return new CallReading(key, seen);
  }

  /** Whether anything can follow from it; the rest need not be kept. */
  static boolean matters(OfCall event) {
    return switch (event) {
      case PbxEvent.QueueLeft e -> false;
      case PbxEvent.AgentCalled e -> false;
      case PbxEvent.Originated e -> !e.success();
      case PbxEvent.StateChanged e -> e.state().equals("Ringing") || e.state().equals("Up");
      case PbxEvent.DialProgressed e -> e.status().equals("RINGING");
      default -> true;
    };
  }

  /** In a fixed order, so that the order of the wire cannot show. */
  List<CallNews> news() {
    List<CallNews> news = new ArrayList<>();
    events
        .one(PbxEvent.QueueJoined.class, e -> e.uniqueid().equals(key.leg2()))
        .ifPresent(e -> news.add(new CallNews.Stood(key.reservation(), e.at())));
    List<CallNews> ignored = ignored();
    news.addAll(ignored);
    // Ten a call: who has rung twice in vain is being taken out, so that he was offered it after
    // all says little.
    if (ignored.size() < IGNORED_MAX) {
      events
          .one(PbxEvent.Offered.class)
          .ifPresent(e -> news.add(new CallNews.Offered(key.reservation(), e.member(), e.at())));
    }
    passed().ifPresent(news::add);
    notPlaced().ifPresent(news::add);
    if (placed()) {
      attempt.ifPresent(id -> news.addAll(course(id)));
    }
    attempt.flatMap(this::disposed).ifPresent(news::add);
    goneAt().ifPresent(at -> news.add(new CallNews.Gone(key.reservation(), ending(), at)));
    return news;
  }

  boolean finished() {
    return goneAt().isPresent() && (!placed() || attempt.isEmpty() || overAt().isPresent());
  }

  private List<CallNews> course(UUID id) {
    List<CallNews> news = new ArrayList<>();
    startedAt().ifPresent(at -> news.add(new CallNews.Started(id, at)));
    rangAt().ifPresent(at -> news.add(new CallNews.Rang(id, at)));
    answeredAt().ifPresent(at -> news.add(new CallNews.Answered(id, at)));
    Instant latest =
        events.seen().stream().map(OfCall::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    Bridges.longest(events.seen(), customer, key.leg1(), latest)
        .ifPresent(s -> news.add(new CallNews.Bridged(id, s.since())));
    overAt().ifPresent(at -> news.add(over(id, at)));
    return news;
  }

  private CallNews.Over over(UUID id, Instant at) {
    Instant end = events.one(PbxEvent.Vanished.class).map(PbxEvent.Vanished::aliveAt).orElse(at);
    Optional<Bridges.Stay> stay = Bridges.longest(events.seen(), customer, key.leg1(), end);
    int seconds = stay.map(s -> s.seconds(end)).orElse(0);
    Optional<PbxEvent.HungUp> hangup =
        events.one(PbxEvent.HungUp.class, e -> customer.contains(e.uniqueid()));
    Optional<PbxEvent.Dialled> dialled = events.one(PbxEvent.Dialled.class);
    int cause =
        dialled
            .map(PbxEvent.Dialled::cause)
            .filter(c -> c != 0)
            .or(() -> hangup.map(PbxEvent.HungUp::cause))
            .orElse(0);
    String tech =
        Stream.of(dialled.map(PbxEvent.Dialled::tech), hangup.map(PbxEvent.HungUp::tech))
            .flatMap(Optional::stream)
            .filter(t -> Causes.sip(t) != 0)
            .findFirst()
            .orElse("");
    return new CallNews.Over(
        id,
        outcome(seconds, cause, tech),
        cause,
        tech,
        rangAt(),
        answeredAt(),
        stay.map(Bridges.Stay::since),
        seconds,
        at);
  }

  private Outcome outcome(int bridgedSeconds, int cause, String tech) {
    String cust = cust();
    if (bridgedSeconds > 0) {
      return Outcome.CONNECTED;
    }
    if (cust.equals("key2")) {
      return Outcome.LATER;
    }
    if (cust.equals("key3")) {
      return Outcome.NO_LONGER_NEEDED;
    }
    boolean agentFirst =
        events.one(PbxEvent.AgentLeftFirst.class).isPresent()
            || events.one(PbxEvent.AgentEnded.class).isPresent()
                && events.one(PbxEvent.Dialled.class).isEmpty();
    if (answeredAt().isPresent()) {
      return agentFirst ? Outcome.AGENT_GONE : Outcome.ANSWERED_NOT_BRIDGED;
    }
    return Causes.outcome(tech, cause, dialStatus(), rangAt().isPresent(), !customer.isEmpty());
  }

  private String cust() {
    return events
        .one(PbxEvent.Dialled.class)
        .map(PbxEvent.Dialled::cust)
        .or(() -> events.one(PbxEvent.AgentEnded.class).map(PbxEvent.AgentEnded::cust))
        .orElse("");
  }

  private String dialStatus() {
    return events
        .one(PbxEvent.Dialled.class)
        .map(PbxEvent.Dialled::dialStatus)
        .or(() -> events.one(PbxEvent.AgentEnded.class).map(PbxEvent.AgentEnded::dialStatus))
        .orElse("");
  }

  private Optional<CallNews> passed() {
    Optional<PbxEvent.Offered> offered = events.one(PbxEvent.Offered.class);
    Optional<CallNews> said =
        events
            .one(PbxEvent.Passed.class)
            .map(e -> new CallNews.Passed(key.reservation(), e.member(), e.key(), e.at()));
    return said.or(
        () ->
            // Hung up while the offer was being spoken: he let it pass, too.
            offered
                .filter(
                    o ->
                        goneAt().isPresent()
                            && attempt.isEmpty()
                            && events.one(PbxEvent.NotDialled.class).isEmpty())
                .map(
                    o ->
                        new CallNews.Passed(
                            key.reservation(), o.member(), "", goneAt().orElseThrow())));
  }

  private Optional<CallNews> notPlaced() {
    Optional<CallNews> said =
        events
            .one(PbxEvent.NotDialled.class)
            .map(
                e ->
                    new CallNews.NotPlaced(
                        key.reservation(), key.attempt(e.att()), e.why(), e.at()));
    return said.or(
        () ->
            // The agent hung up between the answer and the mark. Only where his side said its last
            // word: else it is doubt.
            events
                .one(PbxEvent.AgentEnded.class)
                .filter(e -> attempt.isPresent() && !placed() && goneAt().isPresent())
                .map(e -> new CallNews.NotPlaced(key.reservation(), attempt, "late", e.at())));
  }

  /** A customer's leg, or anything the dialplan says only behind the guard. */
  private boolean placed() {
    return startedAt().isPresent();
  }

  private Optional<Instant> startedAt() {
    return events
        .one(PbxEvent.Started.class)
        .map(OfCall::at)
        .or(
            () ->
                events.first(
                    e ->
                        e instanceof PbxEvent.CustomerUp
                            || e instanceof PbxEvent.Dialled
                            || dials(e)));
  }

  private boolean dials(OfCall event) {
    return event instanceof PbxEvent.DialBegan d && d.uniqueid().equals(key.leg1());
  }

  private Optional<Instant> rangAt() {
    return events.first(
        e ->
            e instanceof PbxEvent.DialProgressed d && customer.contains(d.dest())
                || e instanceof PbxEvent.StateChanged s
                    && s.state().equals("Ringing")
                    && customer.contains(s.uniqueid()));
  }

  private Optional<Instant> answeredAt() {
    return events.first(
        e ->
            e instanceof PbxEvent.CustomerUp
                || e instanceof PbxEvent.StateChanged s
                    && s.state().equals("Up")
                    && customer.contains(s.uniqueid()));
  }

  /**
   * The customer's leg is gone, and its dialplan has said what only it knows, or can say nothing
   * any more.
   */
  private Optional<Instant> overAt() {
    Optional<Instant> vanished = events.one(PbxEvent.Vanished.class).map(OfCall::at);
    Optional<Instant> dialEnded = events.first(e -> e instanceof PbxEvent.Dialled);
    Optional<Instant> agentEnded =
        dialEnded.or(() -> events.first(e -> e instanceof PbxEvent.AgentEnded)).or(this::goneAt);
    Optional<Instant> legsGone =
        customer.stream().allMatch(events::hungUp) && !customer.isEmpty()
            ? events.last(e -> e instanceof PbxEvent.HungUp h && customer.contains(h.uniqueid()))
            : Optional.empty();
    boolean orphan = events.one(PbxEvent.AgentLeftFirst.class).isPresent();
    if (legsGone.isPresent() && agentEnded.isPresent()) {
      return legsGone;
    }
    if (customer.isEmpty()) {
      return dialEnded.or(this::goneAt);
    }
    // The leg's own hang-up was lost; Dial's word and the end of the agent's side stand in for it.
    return dialEnded.isPresent() && goneAt().isPresent() && !orphan ? dialEnded : vanished;
  }

  private Optional<CallNews> disposed(UUID id) {
    Optional<PbxEvent.Disposition> said = events.one(PbxEvent.Disposition.class);
    Optional<PbxEvent.AgentEnded> ended = events.one(PbxEvent.AgentEnded.class);
    String member =
        said.map(PbxEvent.Disposition::member)
            .or(() -> events.one(PbxEvent.Offered.class).map(PbxEvent.Offered::member))
            .orElse("");
    Optional<String> key =
        said.map(PbxEvent.Disposition::key)
            .or(() -> ended.map(PbxEvent.AgentEnded::disp))
            .filter(k -> !k.isEmpty());
    return said.map(OfCall::at)
        .or(() -> ended.map(OfCall::at))
        .filter(at -> placed())
        .map(at -> new CallNews.Disposed(id, member, key, at));
  }

  private List<CallNews> ignored() {
    List<CallNews> ignored = new ArrayList<>();
    events.seen().stream()
        .filter(PbxEvent.AgentRangOut.class::isInstance)
        .map(PbxEvent.AgentRangOut.class::cast)
        .sorted(
            Comparator.comparing(PbxEvent.AgentRangOut::at)
                .thenComparing(PbxEvent.AgentRangOut::member))
        .map(e -> new CallNews.Ignored(key.reservation(), e.member(), e.at()))
        .filter(e -> ignored.stream().noneMatch(i -> same((CallNews.Ignored) i, e)))
        .limit(IGNORED_MAX)
        .forEach(ignored::add);
    return ignored;
  }

  private static boolean same(CallNews.Ignored a, CallNews.Ignored b) {
    return a.member().equals(b.member())
        && Duration.between(a.at(), b.at()).abs().compareTo(SAME_RING) < 0;
  }

  private CallNews.Ending ending() {
    if (placed() || attempt.isPresent() || events.one(PbxEvent.NotDialled.class).isPresent()) {
      return CallNews.Ending.SERVED;
    }
    if (events.one(PbxEvent.Passed.class).isPresent()
        || events.one(PbxEvent.Offered.class).isPresent()) {
      return CallNews.Ending.PASSED;
    }
    if (events.one(PbxEvent.Withdrawn.class).isPresent()) {
      return CallNews.Ending.WITHDRAWN;
    }
    if (events.one(PbxEvent.LeftUnserved.class).isPresent()) {
      return CallNews.Ending.REFUSED;
    }
    return events.signOf(key.leg1()) || events.signOf(key.leg2())
        ? CallNews.Ending.LOST
        : CallNews.Ending.NEVER_STOOD;
  }

  /** Both of our own legs have hung up, or the PBX refused to make them. */
  private Optional<Instant> goneAt() {
    Optional<Instant> vanished = events.one(PbxEvent.Vanished.class).map(OfCall::at);
    Optional<Instant> refused = events.one(PbxEvent.Originated.class).map(OfCall::at);
    boolean first = events.hungUp(key.leg1()) || refused.isPresent();
    boolean second = events.hungUp(key.leg2()) || refused.isPresent() && !events.signOf(key.leg2());
    Optional<Instant> last =
        events.last(
            e ->
                e instanceof PbxEvent.HungUp h
                    && (h.uniqueid().equals(key.leg1()) || h.uniqueid().equals(key.leg2())));
    return first && second ? last.or(() -> refused) : vanished;
  }
}
