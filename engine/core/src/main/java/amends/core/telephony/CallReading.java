package amends.core.telephony;

import amends.core.telephony.PbxEvent.OfCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a set of events adds up to; it looks at their set and their times, never at the order in which they were read. */
final class CallReading {
  private static final int IGNORED_MAX = 2;
  private static final Duration SAME_RING = Duration.ofSeconds(1);

  private final CallKey key;
  private final List<OfCall> seen;
  private final SortedSet<String> customer;
  private final Optional<UUID> attempt;

  private CallReading(CallKey key, List<OfCall> seen) {
    this.key = key;
    this.seen = seen;
    this.customer = customerLegs();
    this.attempt = seen.stream().flatMap(e -> att(e).stream()).flatMap(a -> key.attempt(a).stream()).findFirst();
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
    one(PbxEvent.QueueJoined.class, e -> e.uniqueid().equals(key.leg2()))
        .ifPresent(e -> news.add(new CallNews.Stood(key.reservation(), e.at())));
    List<CallNews> ignored = ignored();
    news.addAll(ignored);
    // Ten a call: who has rung twice in vain is being taken out, so that he was offered it after all says little.
    if (ignored.size() < IGNORED_MAX) {
      one(PbxEvent.Offered.class)
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
    Instant latest = seen.stream().map(OfCall::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    Bridges.longest(seen, customer, key.leg1(), latest).ifPresent(s -> news.add(new CallNews.Bridged(id, s.since())));
    overAt().ifPresent(at -> news.add(over(id, at)));
    return news;
  }

  private CallNews.Over over(UUID id, Instant at) {
    Instant end = one(PbxEvent.Vanished.class).map(PbxEvent.Vanished::aliveAt).orElse(at);
    Optional<Bridges.Stay> stay = Bridges.longest(seen, customer, key.leg1(), end);
    int seconds = stay.map(s -> s.seconds(end)).orElse(0);
    Optional<PbxEvent.HungUp> hangup = one(PbxEvent.HungUp.class, e -> customer.contains(e.uniqueid()));
    Optional<PbxEvent.Dialled> dialled = one(PbxEvent.Dialled.class);
    int cause = dialled.map(PbxEvent.Dialled::cause).filter(c -> c != 0).or(() -> hangup.map(PbxEvent.HungUp::cause)).orElse(0);
    String tech =
        Stream.of(dialled.map(PbxEvent.Dialled::tech), hangup.map(PbxEvent.HungUp::tech))
            .flatMap(Optional::stream)
            .filter(t -> Causes.sip(t) != 0)
            .findFirst()
            .orElse("");
    return new CallNews.Over(id, outcome(seconds, cause, tech), cause, tech, rangAt(), answeredAt(), stay.map(Bridges.Stay::since), seconds, at);
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
        one(PbxEvent.AgentLeftFirst.class).isPresent()
            || one(PbxEvent.AgentEnded.class).isPresent() && one(PbxEvent.Dialled.class).isEmpty();
    if (answeredAt().isPresent()) {
      return agentFirst ? Outcome.AGENT_GONE : Outcome.ANSWERED_NOT_BRIDGED;
    }
    return Causes.outcome(tech, cause, dialStatus(), rangAt().isPresent(), !customer.isEmpty());
  }

  private String cust() {
    return one(PbxEvent.Dialled.class).map(PbxEvent.Dialled::cust).or(() -> one(PbxEvent.AgentEnded.class).map(PbxEvent.AgentEnded::cust)).orElse("");
  }

  private String dialStatus() {
    return one(PbxEvent.Dialled.class)
        .map(PbxEvent.Dialled::dialStatus)
        .or(() -> one(PbxEvent.AgentEnded.class).map(PbxEvent.AgentEnded::dialStatus))
        .orElse("");
  }

  private Optional<CallNews> passed() {
    Optional<PbxEvent.Offered> offered = one(PbxEvent.Offered.class);
    Optional<CallNews> said =
        one(PbxEvent.Passed.class).map(e -> new CallNews.Passed(key.reservation(), e.member(), e.key(), e.at()));
    return said.or(
        () ->
            // Hung up while the offer was being spoken: he let it pass, too.
            offered
                .filter(o -> goneAt().isPresent() && attempt.isEmpty() && one(PbxEvent.NotDialled.class).isEmpty())
                .map(o -> new CallNews.Passed(key.reservation(), o.member(), "", goneAt().orElseThrow())));
  }

  private Optional<CallNews> notPlaced() {
    Optional<CallNews> said =
        one(PbxEvent.NotDialled.class)
            .map(e -> new CallNews.NotPlaced(key.reservation(), key.attempt(e.att()), e.why(), e.at()));
    return said.or(
        () ->
            // The agent hung up between the answer and the mark. Only where his side said its last word: else it is doubt.
            one(PbxEvent.AgentEnded.class)
                .filter(e -> attempt.isPresent() && !placed() && goneAt().isPresent())
                .map(e -> new CallNews.NotPlaced(key.reservation(), attempt, "late", e.at())));
  }

  /** A customer's leg, or anything the dialplan says only behind the guard. */
  private boolean placed() {
    return startedAt().isPresent();
  }

  private Optional<Instant> startedAt() {
    return one(PbxEvent.Started.class)
        .map(OfCall::at)
        .or(() -> first(e -> e instanceof PbxEvent.CustomerUp || e instanceof PbxEvent.Dialled || dials(e)));
  }

  private boolean dials(OfCall event) {
    return event instanceof PbxEvent.DialBegan d && d.uniqueid().equals(key.leg1());
  }

  private Optional<Instant> rangAt() {
    return first(
        e ->
            e instanceof PbxEvent.DialProgressed d && customer.contains(d.dest())
                || e instanceof PbxEvent.StateChanged s && s.state().equals("Ringing") && customer.contains(s.uniqueid()));
  }

  private Optional<Instant> answeredAt() {
    return first(
        e ->
            e instanceof PbxEvent.CustomerUp
                || e instanceof PbxEvent.StateChanged s && s.state().equals("Up") && customer.contains(s.uniqueid()));
  }

  /** The customer's leg is gone, and its dialplan has said what only it knows, or can say nothing any more. */
  private Optional<Instant> overAt() {
    Optional<Instant> vanished = one(PbxEvent.Vanished.class).map(OfCall::at);
    Optional<Instant> dialEnded = first(e -> e instanceof PbxEvent.Dialled);
    Optional<Instant> agentEnded = dialEnded.or(() -> first(e -> e instanceof PbxEvent.AgentEnded)).or(this::goneAt);
    Optional<Instant> legsGone =
        customer.stream().allMatch(this::hungUp) && !customer.isEmpty()
            ? last(e -> e instanceof PbxEvent.HungUp h && customer.contains(h.uniqueid()))
            : Optional.empty();
    boolean orphan = one(PbxEvent.AgentLeftFirst.class).isPresent();
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
    Optional<PbxEvent.Disposition> said = one(PbxEvent.Disposition.class);
    Optional<PbxEvent.AgentEnded> ended = one(PbxEvent.AgentEnded.class);
    String member =
        said.map(PbxEvent.Disposition::member).or(() -> one(PbxEvent.Offered.class).map(PbxEvent.Offered::member)).orElse("");
    Optional<String> key = said.map(PbxEvent.Disposition::key).or(() -> ended.map(PbxEvent.AgentEnded::disp)).filter(k -> !k.isEmpty());
    return said.map(OfCall::at)
        .or(() -> ended.map(OfCall::at))
        .filter(at -> placed())
        .map(at -> new CallNews.Disposed(id, member, key, at));
  }

  private List<CallNews> ignored() {
    List<CallNews> ignored = new ArrayList<>();
    seen.stream()
        .filter(PbxEvent.AgentRangOut.class::isInstance)
        .map(PbxEvent.AgentRangOut.class::cast)
        .sorted(Comparator.comparing(PbxEvent.AgentRangOut::at).thenComparing(PbxEvent.AgentRangOut::member))
        .map(e -> new CallNews.Ignored(key.reservation(), e.member(), e.at()))
        .filter(e -> ignored.stream().noneMatch(i -> same((CallNews.Ignored) i, e)))
        .limit(IGNORED_MAX)
        .forEach(ignored::add);
    return ignored;
  }

  private static boolean same(CallNews.Ignored a, CallNews.Ignored b) {
    return a.member().equals(b.member()) && Duration.between(a.at(), b.at()).abs().compareTo(SAME_RING) < 0;
  }

  private CallNews.Ending ending() {
    if (placed() || attempt.isPresent() || one(PbxEvent.NotDialled.class).isPresent()) {
      return CallNews.Ending.SERVED;
    }
    if (one(PbxEvent.Passed.class).isPresent() || one(PbxEvent.Offered.class).isPresent()) {
      return CallNews.Ending.PASSED;
    }
    if (one(PbxEvent.Withdrawn.class).isPresent()) {
      return CallNews.Ending.WITHDRAWN;
    }
    if (one(PbxEvent.LeftUnserved.class).isPresent()) {
      return CallNews.Ending.REFUSED;
    }
    return signOf(key.leg1()) || signOf(key.leg2()) ? CallNews.Ending.LOST : CallNews.Ending.NEVER_STOOD;
  }

  /** Both of our own legs have hung up, or the PBX refused to make them. */
  private Optional<Instant> goneAt() {
    Optional<Instant> vanished = one(PbxEvent.Vanished.class).map(OfCall::at);
    Optional<Instant> refused = one(PbxEvent.Originated.class).map(OfCall::at);
    boolean first = hungUp(key.leg1()) || refused.isPresent();
    boolean second = hungUp(key.leg2()) || refused.isPresent() && !signOf(key.leg2());
    Optional<Instant> last =
        last(e -> e instanceof PbxEvent.HungUp h && (h.uniqueid().equals(key.leg1()) || h.uniqueid().equals(key.leg2())));
    return first && second ? last.or(() -> refused) : vanished;
  }

  private boolean hungUp(String leg) {
    return seen.stream().anyMatch(e -> e instanceof PbxEvent.HungUp h && h.uniqueid().equals(leg));
  }

  private boolean signOf(String leg) {
    return seen.stream()
        .anyMatch(
            e ->
                switch (e) {
                  case PbxEvent.Appeared a -> a.uniqueid().equals(leg);
                  case PbxEvent.StateChanged s -> s.uniqueid().equals(leg);
                  case PbxEvent.QueueJoined j -> j.uniqueid().equals(leg);
                  case PbxEvent.BridgeEntered b -> b.uniqueid().equals(leg);
                  case PbxEvent.HungUp h -> h.uniqueid().equals(leg);
                  case PbxEvent.DialBegan d -> d.uniqueid().equals(leg);
                  case PbxEvent.Vanished v -> true;
                  default -> false;
                });
  }

  private SortedSet<String> customerLegs() {
    SortedSet<String> legs = new TreeSet<>();
    for (OfCall event : seen) {
      if (event instanceof PbxEvent.CustomerUp up && !up.uniqueid().isEmpty()) {
        legs.add(up.uniqueid());
      }
      if (event instanceof PbxEvent.DialBegan dial && dial.uniqueid().equals(key.leg1())) {
        legs.add(dial.dest());
      }
    }
    return legs;
  }

  private static Optional<String> att(OfCall event) {
    return switch (event) {
      case PbxEvent.NotDialled e -> Optional.of(e.att());
      case PbxEvent.Started e -> Optional.of(e.att());
      case PbxEvent.CustomerUp e -> Optional.of(e.att());
      case PbxEvent.Dialled e -> Optional.of(e.att());
      case PbxEvent.Disposition e -> Optional.of(e.att());
      case PbxEvent.AgentEnded e -> Optional.of(e.att());
      case PbxEvent.AgentLeftFirst e -> Optional.of(e.att());
      default -> Optional.empty();
    };
  }

  private <E extends OfCall> Optional<E> one(Class<E> kind) {
    return one(kind, e -> true);
  }

  /** Of several the earliest, of those the first by their text, so that the order of reading cannot matter. */
  private <E extends OfCall> Optional<E> one(Class<E> kind, Predicate<E> which) {
    return seen.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(which)
        .min(Comparator.comparing((E e) -> e.at()).thenComparing(Object::toString));
  }

  private Optional<Instant> first(Predicate<OfCall> which) {
    return at(which, s -> s.min(Comparator.naturalOrder()));
  }

  private Optional<Instant> last(Predicate<OfCall> which) {
    return at(which, s -> s.max(Comparator.naturalOrder()));
  }

  private Optional<Instant> at(Predicate<OfCall> which, Function<Stream<Instant>, Optional<Instant>> pick) {
    return pick.apply(seen.stream().filter(which).map(OfCall::at));
  }
}
