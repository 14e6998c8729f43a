package amends.core.order;

import amends.core.desk.Fenced;
import amends.core.desk.Signal;
import amends.core.telephony.CallNews;
import java.time.Instant;
import java.util.UUID;

/** What an open order can hear. */
public sealed interface OrderSignal extends Signal {
  /** Pacing lets the order into its queue now. */
  record Released(String lease, long fence) implements OrderSignal, Fenced {}

  /** Pacing takes the place-holder out: fewer members than place-holders, the queue closes. */
  record Recalled(String lease, long fence, String why) implements OrderSignal, Fenced {}

  /** The agent pressed 1 and the dialplan asks: may I dial, and whom? (the door's {@code /go}) */
  record AgentAccepted(UUID reservation, String member) implements OrderSignal {}

  /** The PBX said something about one of the order's calls. */
  record Heard(CallNews news) implements OrderSignal {}

  /** A command of the order could not be sent before its time was over. */
  record Unsent(UUID command, String why) implements OrderSignal {}

  /** The order's own wake-up, in this desk's words. */
  record Woken(Instant dueAt) implements OrderSignal {}
}
