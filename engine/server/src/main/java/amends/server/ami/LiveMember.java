package amends.server.ami;

import amends.server.runtime.QueueWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.asteriskjava.manager.event.QueueMemberEvent;

/**
 * One agent of one queue, as the PBX last told.
 *
 * @param name the interface, {@code PJSIP/agent1}
 * @param device the PBX's number for the state of his phone
 * @param wrapUpUntil the end of his pause after the last call; the epoch where there was none
 */
record LiveMember(
    String name, boolean paused, int device, boolean inCall, Duration wrapUp, Instant wrapUpUntil) {
  private static final int UNKNOWN = 0;
  private static final int NOT_IN_USE = 1;
  private static final int INVALID = 4;
  private static final int UNAVAILABLE = 5;

  /**
   * Reads the PBX's answer or event.
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
        e.getStatus() == null ? UNKNOWN : e.getStatus(),
        e.getIncall() != null && e.getIncall() != 0,
        wrapUp,
        lastCall == 0 ? Instant.EPOCH : Instant.ofEpochSecond(lastCall).plus(wrapUp));
  }

  /** The same agent as a call of the queue begins or ends. */
  LiveMember withCall(boolean nowInCall, Instant at) {
    return new LiveMember(
        name, paused, device, nowInCall, wrapUp, nowInCall ? wrapUpUntil : at.plus(wrapUp));
  }

  QueueWatch.Member view(Instant now) {
    boolean able = !paused && device != INVALID && device != UNAVAILABLE;
    // app_queue rings a phone whose state it does not know, so such a member is free to it.
    boolean quiet = !inCall && (device == NOT_IN_USE || device == UNKNOWN);
    boolean wrapping = wrapUpUntil.isAfter(now);
    Optional<Instant> freeAt =
        able && quiet && wrapping ? Optional.of(wrapUpUntil) : Optional.empty();
    return new QueueWatch.Member(name, able, able && quiet && !wrapping, freeAt);
  }
}
