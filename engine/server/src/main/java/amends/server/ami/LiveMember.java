package amends.server.ami;

import amends.core.desk.PartyId;
import amends.core.pacing.Member;
import amends.core.pacing.Member.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.asteriskjava.manager.event.QueueMemberEvent;

/**
 * One agent of one queue, as the PBX last told.
 *
 * @param name the interface, {@code PJSIP/agent1}
 * @param device the state of his phone
 * @param inCall he has a call of this queue
 * @param wrapUp his pause after each call of this queue
 * @param wrapUpUntil the end of his pause after the last call; the epoch where there was none
 * @param busySince when his present call began, of whatever queue or none; empty while he has none,
 *     and where we came later than it
 * @param serves whose place-holder the call of this queue is
 */
record LiveMember(
    String name,
    boolean paused,
    Device device,
    boolean inCall,
    Duration wrapUp,
    Instant wrapUpUntil,
    Optional<Instant> busySince,
    Optional<PartyId> serves) {
  /**
   * Reads the PBX's answer or event; since when he is busy it does not tell.
   *
   * @param queueWrapUp where the member has no wrap-up of his own
   */
  static LiveMember of(QueueMemberEvent e, Duration queueWrapUp) {
    Integer own = e.getWrapuptime();
    Duration wrapUp = own == null || own == 0 ? queueWrapUp : Duration.ofSeconds(own);
    long lastCall = e.getLastCall() == null ? 0 : e.getLastCall();
    return new LiveMember(
        e.getInterface() == null ? "" : e.getInterface(),
        Boolean.TRUE.equals(e.getPaused()),
        device(e.getStatus()),
        e.getIncall() != null && e.getIncall() != 0,
        wrapUp,
        lastCall == 0 ? Instant.EPOCH : Instant.ofEpochSecond(lastCall).plus(wrapUp),
        Optional.empty(),
        Optional.empty());
  }

  private static Device device(Integer told) {
    Device[] known = Device.values();
    return told == null || told < 0 || told >= known.length ? Device.UNKNOWN : known[told];
  }

  /** What he is now, told at this instant, with what is remembered of him from before. */
  LiveMember after(LiveMember before, Instant at) {
    Optional<Instant> since =
        !busy() ? Optional.empty() : before.busy() ? before.busySince : Optional.of(at);
    return with(inCall, wrapUpUntil, since, inCall ? before.serves : Optional.empty());
  }

  /** He has answered a call of the queue. */
  LiveMember connected(Optional<PartyId> whose, Instant at) {
    return with(true, wrapUpUntil, Optional.of(at), whose);
  }

  /** His call of the queue is over; his phone may show it a little longer. */
  LiveMember completed(Instant at) {
    return with(false, at.plus(wrapUp), Optional.empty(), Optional.empty());
  }

  private LiveMember with(
      boolean nowInCall, Instant until, Optional<Instant> since, Optional<PartyId> whose) {
    return new LiveMember(name, paused, device, nowInCall, wrapUp, until, since, whose);
  }

  private boolean busy() {
    return shown() == Device.IN_USE
        || shown() == Device.BUSY
        || shown() == Device.RING_IN_USE
        || shown() == Device.ON_HOLD;
  }

  /** Who has a call of the queue is busy, also where his phone's state is late or never told. */
  private Device shown() {
    boolean looksIdle =
        device == Device.NOT_IN_USE || device == Device.UNKNOWN || device == Device.RINGING;
    return inCall && looksIdle ? Device.IN_USE : device;
  }

  /** As pacing sees him. */
  Member member() {
    return new Member(
        name,
        paused,
        shown(),
        busySince,
        wrapUpUntil.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(wrapUpUntil),
        inCall ? wrapUp : Duration.ZERO,
        serves);
  }
}
