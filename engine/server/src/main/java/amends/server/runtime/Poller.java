package amends.server.runtime;

import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import amends.core.switchboard.WakeUps;
import amends.server.store.Store;
import amends.server.store.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the cases whose own time has come, and posts letters that another turn left; on any node,
 * parties that another node has just locked are skipped.
 *
 * <p>A wake-up is made and taken in one turn under the party's lock, so it is never made twice.
 * Where such a turn fails, its wake-ups go through the worker, which parks the one that fails
 * alone.
 */
public final class Poller {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final int PARTIES_MAX = 256;
  private static final int LETTERS_MAX = 256;

  private final Store store;
  private final Take take;
  private final Worker worker;
  private final Outbox stored;
  private final Consumer<List<Taken>> afterCommit;
  private final Beat beat;

  /**
   * @param every how late a wake-up may be noticed, 250 ms usually
   */
  public Poller(
      Store store,
      Take take,
      Worker worker,
      Intake intake,
      Consumer<List<Taken>> afterCommit,
      Duration every) {
    this.store = store;
    this.take = take;
    this.worker = worker;
    this.stored = new Outbox(intake);
    this.afterCommit = afterCommit;
    this.beat = new Beat("poller", every, Duration.ofMillis(20), this::step);
  }

  public Beat beat() {
    return beat;
  }

  /** One look; asks for the next at once when there was more than one turn holds. */
  void step() {
    wake();
    store.stored(LETTERS_MAX).forEach(stored::add);
    stored.offer();
  }

  private void wake() {
    List<Letter> wakeUps = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    try (Turn turn = store.openDue(PARTIES_MAX)) {
      SortedMap<PartyId, Party> parties = new TreeMap<>(turn.parties());
      parties.values().forEach(party -> wakeUps.addAll(WakeUps.due(party, turn.now())));
      for (Letter wakeUp : wakeUps) {
        Taken one = take.take(parties, wakeUp, turn.now());
        parties.putAll(one.after());
        taken.add(one);
      }
      if (!taken.isEmpty()) {
        turn.commit(taken);
      }
      if (turn.parties().size() == PARTIES_MAX) {
        beat.nudge();
      }
    } catch (RuntimeException trouble) {
      if (wakeUps.isEmpty()) {
        throw trouble;
      }
      LOG.warn(
          "A turn of {} wake-ups failed; the worker takes them again", wakeUps.size(), trouble);
      worker.turn(wakeUps.stream().map(wakeUp -> Waiting.of(wakeUp, new TreeMap<>())).toList());
      return;
    }
    if (!taken.isEmpty()) {
      afterCommit.accept(taken);
    }
  }
}
