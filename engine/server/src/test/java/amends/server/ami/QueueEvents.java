package amends.server.ami;

import amends.core.pacing.TurnNumber;
import java.time.Instant;
import org.asteriskjava.manager.event.AgentCompleteEvent;
import org.asteriskjava.manager.event.AgentConnectEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.QueueMemberStatusEvent;
import org.asteriskjava.manager.event.QueueParamsEvent;

/** What a PBX says of its queue {@code q}, made up for tests. */
final class QueueEvents {
  static {
    LibraryLog.silence();
  }

  static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  static final long T0 = TurnNumber.T0_DEFAULT;

  private QueueEvents() {}

  static QueueParamsEvent queue(String name) {
    QueueParamsEvent e = queue(name, 0);
    e.setMax(5);
    return e;
  }

  static QueueParamsEvent queue(String name, int talk) {
    QueueParamsEvent e = new QueueParamsEvent("a test");
    e.setQueue(name);
    e.setTalkTime(talk);
    e.setMax(0);
    return e;
  }

  static <M extends QueueMemberEvent> M member(
      M e, String name, int device, boolean paused, int inCall, long lastCall, int wrapUp) {
    e.setQueue("q");
    e.setInterface(name);
    e.setStatus(device);
    e.setPaused(paused);
    e.setIncall(inCall);
    e.setLastCall(lastCall);
    e.setWrapuptime(wrapUp);
    return e;
  }

  static QueueEntryEvent entry(String uniqueId, int priority, long wait) {
    QueueEntryEvent e = new QueueEntryEvent("a test");
    e.setQueue("q");
    e.setUniqueId(uniqueId);
    e.setPriority(priority);
    e.setWait(wait);
    return e;
  }

  static QueueCallerJoinEvent join(String uniqueId) {
    QueueCallerJoinEvent e = new QueueCallerJoinEvent("a test");
    e.setQueue("q");
    e.setUniqueId(uniqueId);
    e.setPriority(7);
    e.setTimestamp(NOW.getEpochSecond() + 0.5);
    return e;
  }

  static QueueMemberEvent idle(String name) {
    return member(new QueueMemberEvent("a test"), name, 1, false, 0, 0, 0);
  }

  static QueueMemberEvent inCall(String name) {
    return member(new QueueMemberEvent("a test"), name, 2, false, 1, 0, 0);
  }

  static QueueMemberStatusEvent status(String name, int device, int inCall, Instant at) {
    QueueMemberStatusEvent e =
        member(new QueueMemberStatusEvent("a test"), name, device, false, inCall, 0, 0);
    e.setTimestamp((double) at.getEpochSecond());
    return e;
  }

  static AgentConnectEvent connect(String member, String uniqueId, Instant at) {
    AgentConnectEvent e = new AgentConnectEvent("a test");
    e.setQueue("q");
    e.setInterface(member);
    e.setUniqueId(uniqueId);
    e.setTimestamp((double) at.getEpochSecond());
    return e;
  }

  static AgentCompleteEvent complete(String member, long talk, Instant at) {
    AgentCompleteEvent e = new AgentCompleteEvent("a test");
    e.setQueue("q");
    e.setInterface(member);
    e.setTalkTime(talk);
    e.setTimestamp((double) at.getEpochSecond());
    return e;
  }
}
