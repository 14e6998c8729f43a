package amends.core.telephony;

import java.time.Instant;

/** One thing a PBX said, in our words: the AMI's names and oddities end before this. */
public sealed interface PbxEvent {
  /** When the PBX saw it; where it does not say, when we read it. */
  Instant at();

  /**
   * Something about one call; {@code call} is the Res of a UserEvent, else the Linkedid: {@code <64
   * hex>-1} for ours.
   */
  sealed interface OfCall extends PbxEvent {
    String call();
  }

  /** Newchannel. */
  record Appeared(String call, String uniqueid, Instant at) implements OfCall {}

  /** Newstate. state: ChannelStateDesc, {@code Ringing}, {@code Up}. */
  record StateChanged(String call, String uniqueid, String state, Instant at) implements OfCall {}

  /** DialBegin. uniqueid: who dials; dest: the Uniqueid of who is dialled. */
  record DialBegan(String call, String uniqueid, String dest, Instant at) implements OfCall {}

  /** DialState. status: {@code RINGING}, {@code PROGRESS}. */
  record DialProgressed(String call, String dest, String status, Instant at) implements OfCall {}

  record BridgeEntered(String call, String bridge, String uniqueid, Instant at) implements OfCall {}

  record BridgeLeft(String call, String bridge, String uniqueid, Instant at) implements OfCall {}

  /** Hangup. cause: Q.850, 0 where none; tech: TechCause of 22.7 and later, else empty. */
  record HungUp(String call, String uniqueid, int cause, String tech, Instant at)
      implements OfCall {}

  /**
   * OriginateResponse, or an Error to the Originate itself.
   *
   * @param call the reservation the Originate was for, found by ActionID: a refused duplicate names
   *     the live call's Uniqueid
   */
  record Originated(String call, boolean success, Instant at) implements OfCall {}

  /** QueueCallerJoin. */
  record QueueJoined(String call, String uniqueid, String queue, Instant at) implements OfCall {}

  /** QueueCallerLeave: said on every way out, also before an agent is connected. */
  record QueueLeft(String call, String uniqueid, String queue, Instant at) implements OfCall {}

  /** AgentCalled. */
  record AgentCalled(String call, String queue, String member, Instant at) implements OfCall {}

  /** AgentRingNoAnswer. */
  record AgentRangOut(String call, String queue, String member, Instant at) implements OfCall {}

  /** AmWithdrawn. */
  record Withdrawn(String call, Instant at) implements OfCall {}

  /** AmLeft. status: QUEUESTATUS. */
  record LeftUnserved(String call, String status, Instant at) implements OfCall {}

  /** AmOffered. */
  record Offered(String call, String member, Instant at) implements OfCall {}

  /** AmPassed. key: empty when none was pressed. */
  record Passed(String call, String member, String key, Instant at) implements OfCall {}

  /** AmNoGo. att: empty when no answer named one; why: {@code silent|no|late|lock|dup}. */
  record NotDialled(String call, String att, String why, Instant at) implements OfCall {}

  /** AmStart: the mark is set, Dial comes next. */
  record Started(String call, String att, Instant at) implements OfCall {}

  /** AmCustUp, said by the customer's own leg. */
  record CustomerUp(String call, String att, String uniqueid, Instant at) implements OfCall {}

  /**
   * AmDialled: Dial is over.
   *
   * @param tech HANGUPCAUSE(…,tech), {@code -} or empty where none
   * @param cust {@code none}, {@code silent}, {@code key1}, {@code key2}, {@code key3} …
   */
  record Dialled(
      String call, String att, String dialStatus, int cause, String tech, String cust, Instant at)
      implements OfCall {}

  /** AmDisposition. key: empty when none was pressed in time. */
  record Disposition(String call, String att, String member, String key, Instant at)
      implements OfCall {}

  /** AmAgentEnd: the agent's side is hung up. */
  record AgentEnded(
      String call, String att, String dialStatus, String cust, String disp, Instant at)
      implements OfCall {}

  /** AmAgentLeftFirst: the customer is put to the front of the queue. */
  record AgentLeftFirst(String call, String att, Instant at) implements OfCall {}

  /**
   * Our own finding after a reconnect: no channel of this call is left, and nobody said how it
   * ended.
   *
   * @param aliveAt the last instant at which we were listening
   */
  record Vanished(String call, Instant aliveAt, Instant at) implements OfCall {}

  /**
   * AmNoted: a booking got no usable answer and stands as a note. key: {@code
   * <pbx>-<uniqueid>-<n>}.
   */
  record Noted(String key, Instant at) implements PbxEvent {}
}
