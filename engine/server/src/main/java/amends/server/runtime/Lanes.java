package amends.server.runtime;

import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: letters of one party keep their order in one lane, and what waits in a lane becomes
 * one turn.
 *
 * <p>A letter that locks two parties goes by its own; the store locks both in key order, so lanes
 * cannot deadlock.
 */
public final class Lanes implements Intake, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final List<Lane> lanes;

  /**
   * @param lanes how many turns may be open at once; more than 2 gained nothing on 2 cores
   * @param capacity letters that may wait in one lane before it is full
   * @param batchMax letters of one turn
   */
  public Lanes(Worker worker, int lanes, int capacity, int batchMax) {
    this.lanes =
        IntStream.range(0, lanes)
            .mapToObj(n -> new Lane("lane-" + n, worker, capacity, batchMax))
            .toList();
  }

  /** Two lanes, 2,048 letters each, 256 a turn. */
  public static Lanes usual(Worker worker) {
    return new Lanes(worker, 2, 2_048, 256);
  }

  /** Begins to take letters out; before that they wait. */
  public Lanes start() {
    lanes.forEach(Lane::start);
    return this;
  }

  @Override
  public CompletableFuture<Reply> offer(Letter letter, SortedMap<PartyId, Sealed> addresses) {
    Waiting waiting = Waiting.of(letter, addresses);
    lanes.get(Math.floorMod(letter.party().hmac().hashCode(), lanes.size())).offer(waiting);
    return waiting.reply();
  }

  /** How many letters wait now, over all lanes. */
  public int waiting() {
    return lanes.stream().mapToInt(Lane::waiting).sum();
  }

  /**
   * Takes nothing more, and everything that waits to its end, as long as that lasts at most 10 s.
   */
  @Override
  public void close() {
    stop(Duration.ofSeconds(10));
  }

  void stop(Duration patience) {
    lanes.forEach(Lane::stop);
    long deadline = System.nanoTime() + patience.toNanos();
    List<String> late = new ArrayList<>();
    for (Lane lane : lanes) {
      if (!lane.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
        late.add(lane.name() + " (" + lane.waiting() + " letters)");
      }
    }
    if (!late.isEmpty()) {
      LOG.error("Not drained within {}: {}; nobody was told that these were taken", patience, late);
    }
  }
}
