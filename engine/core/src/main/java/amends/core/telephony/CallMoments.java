package amends.core.telephony;

import amends.core.telephony.PbxEvent.OfCall;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/**
 * When each thing happened to a call, and how its place-holder ended, as far as its events tell.
 */
record CallMoments(CallEvents events, SortedSet<String> customer, Optional<UUID> attempt) {
  static CallMoments of(CallEvents events) {
    return new CallMoments(events, events.customerLegs(), events.attempt());
  }

  /** A customer's leg, or anything the dialplan says only behind the guard. */
  boolean placed() {
    return startedAt().isPresent();
  }

  Optional<Instant> startedAt() {
    return events
        .one(PbxEvent.Started.class)
        .map(OfCall::at)
        .or(
            () ->
                events.first(
                    e ->
                        e instanceof PbxEvent.CustomerUp
                            || e instanceof PbxEvent.Dialled
                            || dials(e)
                            || e instanceof PbxEvent.AgentEnded a && !a.dialStatus().isEmpty()));
  }

  private boolean dials(OfCall event) {
    return event instanceof PbxEvent.DialBegan d && d.uniqueid().equals(events.key().leg1());
  }

  Optional<Instant> rangAt() {
    return events.first(
        e ->
            e instanceof PbxEvent.DialProgressed d && customer.contains(d.dest())
                || e instanceof PbxEvent.StateChanged s
                    && s.state().equals("Ringing")
                    && customer.contains(s.uniqueid()));
  }

  Optional<Instant> answeredAt() {
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
  Optional<Instant> overAt() {
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

  CallNews.Ending ending() {
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
    return events.signOf(events.key().leg1()) || events.signOf(events.key().leg2())
        ? CallNews.Ending.LOST
        : CallNews.Ending.NEVER_STOOD;
  }

  /** Both of our own legs have hung up, or the PBX refused to make them. */
  Optional<Instant> goneAt() {
    Optional<Instant> vanished = events.one(PbxEvent.Vanished.class).map(OfCall::at);
    Optional<Instant> refused = events.one(PbxEvent.Originated.class).map(OfCall::at);
    boolean first = events.hungUp(events.key().leg1()) || refused.isPresent();
    boolean second =
        events.hungUp(events.key().leg2())
            || refused.isPresent() && !events.signOf(events.key().leg2());
    Optional<Instant> last =
        events.last(
            e ->
                e instanceof PbxEvent.HungUp h
                    && (h.uniqueid().equals(events.key().leg1())
                        || h.uniqueid().equals(events.key().leg2())));
    return first && second ? last.or(() -> refused) : vanished;
  }
}
