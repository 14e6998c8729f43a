package amends.core.telephony;

import amends.core.telephony.PbxEvent.OfCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a set of events adds up to; it looks at their set and their times, never at the order in
 * which they were read.
 */
final class CallReading {
  private static final int IGNORED_MAX = 2;
  private static final Duration SAME_RING = Duration.ofSeconds(1);

  private final CallKey key;
  private final CallEvents events;
  private final CallMoments when;
  private final Optional<UUID> attempt;

  private CallReading(CallKey key, List<OfCall> seen) {
    this.key = key;
    this.events = new CallEvents(key, seen);
    this.when = CallMoments.of(events);
    this.attempt = when.attempt();
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
    if (when.placed()) {
      attempt.ifPresent(id -> news.addAll(course(id)));
    }
    attempt.flatMap(this::disposed).ifPresent(news::add);
    when.goneAt()
        .ifPresent(at -> news.add(new CallNews.Gone(key.reservation(), when.ending(), at)));
    return news;
  }

  boolean finished() {
    return when.goneAt().isPresent()
        && (!when.placed() || attempt.isEmpty() || when.overAt().isPresent());
  }

  private List<CallNews> course(UUID id) {
    List<CallNews> news = new ArrayList<>();
    when.startedAt().ifPresent(at -> news.add(new CallNews.Started(id, at)));
    when.rangAt().ifPresent(at -> news.add(new CallNews.Rang(id, at)));
    when.answeredAt().ifPresent(at -> news.add(new CallNews.Answered(id, at)));
    Instant latest =
        events.seen().stream().map(OfCall::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    Bridges.longest(events.seen(), when.customer(), key.leg1(), latest)
        .ifPresent(s -> news.add(new CallNews.Bridged(id, s.since())));
    when.overAt().ifPresent(at -> news.add(new CallOutcome(events, when).over(id, at)));
    return news;
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
                        when.goneAt().isPresent()
                            && attempt.isEmpty()
                            && events.one(PbxEvent.NotDialled.class).isEmpty())
                .map(
                    o ->
                        new CallNews.Passed(
                            key.reservation(), o.member(), "", when.goneAt().orElseThrow())));
  }

  private Optional<CallNews> notPlaced() {
    Optional<CallNews> said =
        events
            .one(PbxEvent.NotDialled.class)
            .filter(e -> !when.placed())
            .map(
                e ->
                    new CallNews.NotPlaced(
                        key.reservation(), key.attempt(e.att()), e.why(), e.at()));
    return said.or(
        () ->
            // The agent hung up between the answer and Dial. Only where his side said its last
            // word,
            // and that no Dial had set its status: with less than that it is doubt.
            events
                .one(PbxEvent.AgentEnded.class)
                .filter(e -> attempt.isPresent() && !when.placed() && when.goneAt().isPresent())
                .map(e -> new CallNews.NotPlaced(key.reservation(), attempt, "late", e.at())));
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
        .filter(at -> when.placed())
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
}
