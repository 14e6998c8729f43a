package amends.core.telephony;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** How the customer's side of a call ended. */
record CallOutcome(CallEvents events, CallMoments moments) {
  CallNews.Over over(UUID id, Instant at) {
    Instant end = events.one(PbxEvent.Vanished.class).map(PbxEvent.Vanished::aliveAt).orElse(at);
    Optional<Bridges.Stay> stay =
        Bridges.longest(events.seen(), moments.customer(), events.key().leg1(), end);
    int seconds = stay.map(s -> s.seconds(end)).orElse(0);
    Optional<PbxEvent.HungUp> hangup =
        events.one(PbxEvent.HungUp.class, e -> moments.customer().contains(e.uniqueid()));
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
        moments.rangAt(),
        moments.answeredAt(),
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
    if (moments.answeredAt().isPresent()) {
      return agentFirst ? Outcome.AGENT_GONE : Outcome.ANSWERED_NOT_BRIDGED;
    }
    return Causes.outcome(
        tech, cause, dialStatus(), moments.rangAt().isPresent(), !moments.customer().isEmpty());
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
}
