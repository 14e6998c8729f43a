package amends.core.telephony;

/**
 * How an attempt ended on the customer's side, told from the hang-up cause and the dialplan, never
 * from DIALSTATUS alone.
 */
public enum Outcome {
  /** Bridged with the agent. */
  CONNECTED,
  /** Answered and pressed 2: call me later. */
  LATER,
  /** Answered and pressed 3: no longer needed. */
  NO_LONGER_NEEDED,
  /** Answered and hung up, or was hung up, before the bridge. */
  ANSWERED_NOT_BRIDGED,
  /**
   * Answered, but the agent had gone: put to the front of the queue, and left it again unserved.
   */
  AGENT_GONE,
  NO_ANSWER,
  BUSY,
  /** 603: the customer turned the call away. */
  DECLINED,
  /** 404, 484, unallocated. */
  WRONG_NUMBER,
  /** 34/503 and the like: the network had no way. */
  CONGESTION,
  /** 401, 403, 407, 488: our trunk's fault, not the customer's. */
  TRUNK_FAULT,
  /** The channel is gone and nothing tells how it ended: counted as placed. */
  UNKNOWN
}
