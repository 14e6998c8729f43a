package amends.server.ami;

import amends.core.pacing.QueuePicture;
import amends.server.runtime.QueueWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.event.AgentCompleteEvent;
import org.asteriskjava.manager.event.AgentConnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueCallerLeaveEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.asteriskjava.manager.event.QueueMemberAddedEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.QueueMemberPausedEvent;
import org.asteriskjava.manager.event.QueueMemberRemovedEvent;
import org.asteriskjava.manager.event.QueueMemberStatusEvent;
import org.asteriskjava.manager.event.QueueParamsEvent;
import org.asteriskjava.manager.event.ResponseEvent;

/**
 * The picture of a PBX's queues: asked for whole at each login and every few seconds, kept fresh by
 * events in between.
 *
 * <p>A caller's priority, class and place in one figure, comes only with the whole answer; until
 * then a new caller is taken for one of class 0 who came just now, which is what the dialplan gives
 * nearly everybody.
 */
final class LiveQueues implements QueueWatch {
  private final String pbx;
  private final InstantSource clock;
  private final Duration wrapUp;
  private final long t0;
  private final Map<String, LiveQueue> queues = new HashMap<>();
  // What talks took stays true while the PBX cannot be reached.
  private final Map<String, TalkTimes> talks = new HashMap<>();

  /**
   * @param wrapUp of queues whose members have none of their own: the PBX does not tell a queue's
   *     wrapuptime over AMI
   * @param t0 the PBX's AMENDS_T0, epoch seconds
   */
  LiveQueues(String pbx, InstantSource clock, Duration wrapUp, long t0) {
    this.pbx = pbx;
    this.clock = clock;
    this.wrapUp = wrapUp;
    this.t0 = t0;
  }

  @Override
  public synchronized Optional<QueuePicture> look(String queue) {
    return queue(queue).map(live -> live.picture(pbx, talks(queue).average()));
  }

  /** The whole answer about all queues: what it does not name is gone. */
  synchronized void whole(List<ResponseEvent> answer) {
    Map<String, LiveQueue> now = build(answer);
    queues.clear();
    queues.putAll(now);
  }

  /** The whole answer about some queues; the others stay as they are. */
  synchronized void part(List<ResponseEvent> answer) {
    queues.putAll(build(answer));
  }

  /** Nothing is known any more of who waits and who serves. */
  synchronized void forget() {
    queues.clear();
  }

  /**
   * One event; the name of the queue of which the whole should be asked for soon, where a
   * newcomer's place is not yet known.
   */
  synchronized Optional<String> hear(ManagerEvent event) {
    switch (event) {
      case QueueCallerJoinEvent e when e.getUniqueId() != null -> {
        Optional<LiveQueue> queue = queue(e.getQueue());
        queue.ifPresent(q -> q.joined(e.getUniqueId(), EventReader.seenAt(e)));
        return queue.map(q -> e.getQueue());
      }
      case QueueCallerLeaveEvent e -> queue(e.getQueue()).ifPresent(q -> q.left(e.getUniqueId()));
      case QueueMemberStatusEvent e ->
          queue(e.getQueue())
              .ifPresent(q -> q.member(LiveMember.of(e, wrapUp), EventReader.seenAt(e)));
      case QueueMemberRemovedEvent e ->
          queue(e.getQueue()).ifPresent(q -> q.gone(e.getInterface()));
      case QueueMemberPausedEvent e -> {
        return queue(e.getQueue()).map(q -> e.getQueue());
      }
      case QueueMemberAddedEvent e -> {
        return queue(e.getQueue()).map(q -> e.getQueue());
      }
      case AgentConnectEvent e ->
          queue(e.getQueue())
              .ifPresent(
                  q ->
                      q.connected(
                          e.getInterface(),
                          ReserveId.partyOfChannel(e.getUniqueId()),
                          EventReader.seenAt(e)));
      case AgentCompleteEvent e -> queue(e.getQueue()).ifPresent(q -> completed(q, e));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void completed(LiveQueue queue, AgentCompleteEvent e) {
    queue.completed(e.getInterface(), EventReader.seenAt(e));
    if (e.getTalkTime() != null && e.getTalkTime() >= 0) {
      talks(e.getQueue()).heard(Duration.ofSeconds(e.getTalkTime()));
    }
  }

  private TalkTimes talks(String queue) {
    return talks.computeIfAbsent(queue, name -> new TalkTimes());
  }

  private Optional<LiveQueue> queue(String name) {
    return Optional.ofNullable(name).map(queues::get);
  }

  private Map<String, LiveQueue> build(List<ResponseEvent> answer) {
    Instant now = clock.instant();
    Map<String, LiveQueue> built = new HashMap<>();
    for (ResponseEvent part : answer) {
      if (part instanceof QueueParamsEvent e) {
        built.put(
            e.getQueue(), new LiveQueue(e.getQueue(), e.getMax() == null ? 0 : e.getMax(), t0));
        if (e.getTalkTime() != null && e.getTalkTime() >= 0) {
          talks(e.getQueue()).told(Duration.ofSeconds(e.getTalkTime()));
        }
      }
    }
    for (ResponseEvent part : answer) {
      if (part instanceof QueueMemberEvent e) {
        Optional.ofNullable(built.get(e.getQueue()))
            .ifPresent(q -> q.member(LiveMember.of(e, wrapUp), now));
      } else if (part instanceof QueueEntryEvent e && e.getUniqueId() != null) {
        Instant joined = now.minusSeconds(e.getWait() == null ? 0 : e.getWait());
        // asterisk-java gives the entry's Priority by the field every event has for the dialplan's.
        Optional<Long> priority = Optional.ofNullable(e.getPriority()).map(Integer::longValue);
        Optional.ofNullable(built.get(e.getQueue()))
            .ifPresent(q -> q.entry(e.getUniqueId(), priority, joined));
      }
    }
    built.forEach((name, queue) -> queue(name).ifPresent(before -> queue.remember(before, now)));
    return built;
  }
}
