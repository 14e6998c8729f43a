package amends.server.ami;

import amends.core.telephony.PbxEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.asteriskjava.manager.event.AgentCalledEvent;
import org.asteriskjava.manager.event.AgentRingNoAnswerEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.ConnectEvent;
import org.asteriskjava.manager.event.DialBeginEvent;
import org.asteriskjava.manager.event.DialStateEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.event.ProtocolIdentifierReceivedEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueCallerLeaveEvent;

/**
 * Says in our words what an event of the PBX means; the oddities of AMI and of its library end
 * here.
 */
final class EventReader {
  private EventReader() {}

  /** Empty for an event nobody here needs, and for one that names no call. */
  static Optional<PbxEvent> read(ManagerEvent event) {
    Instant at = seenAt(event);
    PbxEvent read =
        switch (event) {
          case AmEvent said -> ofDialplan(said, at);
          case NewChannelEvent e ->
              new PbxEvent.Appeared(text(e.getLinkedid()), text(e.getUniqueId()), at);
          case NewStateEvent e ->
              new PbxEvent.StateChanged(
                  text(e.getLinkedId()), text(e.getUniqueId()), text(e.getChannelStateDesc()), at);
          case DialBeginEvent e ->
              new PbxEvent.DialBegan(
                  text(e.getLinkedId()), text(e.getUniqueId()), text(e.getDestUniqueId()), at);
          case DialStateEvent e ->
              new PbxEvent.DialProgressed(
                  text(e.getLinkedId()), text(e.getDestUniqueId()), text(e.getDialStatus()), at);
          case BridgeEnterEvent e ->
              new PbxEvent.BridgeEntered(
                  text(e.getLinkedId()), text(e.getBridgeUniqueId()), text(e.getUniqueId()), at);
          case BridgeLeaveEvent e ->
              new PbxEvent.BridgeLeft(
                  text(e.getLinkedId()), text(e.getBridgeUniqueId()), text(e.getUniqueId()), at);
          // asterisk-java 3.42.2 has no field for TechCause (22.7 and later); the dialplan's
          // AmDialled carries the same value.
          case HangupEvent e ->
              new PbxEvent.HungUp(
                  text(e.getLinkedId()),
                  text(e.getUniqueId()),
                  e.getCause() == null ? 0 : e.getCause(),
                  "",
                  at);
          case QueueCallerJoinEvent e ->
              new PbxEvent.QueueJoined(
                  text(e.getLinkedId()), text(e.getUniqueId()), text(e.getQueue()), at);
          case QueueCallerLeaveEvent e ->
              new PbxEvent.QueueLeft(
                  text(e.getLinkedId()), text(e.getUniqueId()), text(e.getQueue()), at);
          case AgentCalledEvent e ->
              new PbxEvent.AgentCalled(
                  text(e.getLinkedId()), text(e.getQueue()), text(e.getInterface()), at);
          case AgentRingNoAnswerEvent e ->
              new PbxEvent.AgentRangOut(
                  text(e.getLinkedId()), text(e.getQueue()), text(e.getInterface()), at);
          case OriginateResponseEvent e ->
              ReserveId.ofAction(e.getActionId())
                  .map(
                      id ->
                          new PbxEvent.Originated(
                              id.reservation() + "-1", "Success".equals(e.getResponse()), at))
                  .orElse(null);
          default -> null;
        };
    return Optional.ofNullable(read);
  }

  /** What the library says of its own socket, also when the PBX is long silent. */
  static boolean isLibrarys(ManagerEvent event) {
    return event instanceof ConnectEvent
        || event instanceof DisconnectEvent
        || event instanceof ProtocolIdentifierReceivedEvent;
  }

  private static PbxEvent ofDialplan(AmEvent e, Instant at) {
    String call = e.getRes();
    String att = e.getAtt();
    return switch (e) {
      case AmEvents.Withdrawn said -> new PbxEvent.Withdrawn(call, at);
      case AmEvents.Left said -> new PbxEvent.LeftUnserved(call, said.getStatus(), at);
      case AmEvents.Offered said -> new PbxEvent.Offered(call, said.getMember(), at);
      case AmEvents.Passed said -> new PbxEvent.Passed(call, said.getMember(), said.getKey(), at);
      case AmEvents.NoGo said -> new PbxEvent.NotDialled(call, att, said.getWhy(), at);
      case AmEvents.Start said -> new PbxEvent.Started(call, att, at);
      case AmEvents.CustUp said -> new PbxEvent.CustomerUp(call, att, text(said.getUniqueId()), at);
      case AmEvents.Dialled said ->
          new PbxEvent.Dialled(
              call,
              att,
              said.getDialStatus(),
              cause(said.getCause()),
              said.getTech(),
              cust(said),
              at);
      case AmEvents.Disposition said ->
          new PbxEvent.Disposition(call, att, said.getMember(), said.getKey(), at);
      case AmEvents.AgentEnd said ->
          new PbxEvent.AgentEnded(call, att, said.getDialStatus(), cust(said), said.getDisp(), at);
      case AmEvents.AgentLeftFirst said -> new PbxEvent.AgentLeftFirst(call, att, at);
      case AmEvents.Noted said -> new PbxEvent.Noted(said.getKey(), at);
    };
  }

  /**
   * asterisk-java reads the word "none" as nothing; where the dialplan says who the customer was,
   * nothing is "none".
   */
  private static String cust(AmEvent e) {
    return e.getCust().isEmpty() ? "none" : e.getCust();
  }

  private static int cause(String digits) {
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
  }

  /**
   * The PBX's own time where manager.conf has timestampevents = yes, else when we read it.
   * Microseconds.
   */
  static Instant seenAt(ManagerEvent event) {
    Double told = event.getTimestamp();
    if (told != null && told > 0) {
      return Instant.EPOCH.plus(Math.round(told * 1_000_000), ChronoUnit.MICROS);
    }
    Date read = event.getDateReceived();
    return read == null ? Instant.EPOCH : read.toInstant();
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
