package amends.server.runtime;

import amends.core.desk.Fenced;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import amends.server.store.Store;
import amends.server.store.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes turns: what waits together is decided together and committed together, and nobody is
 * answered before COMMIT.
 *
 * <p>A batch that fails is repeated letter by letter, in the same order; the one that fails alone
 * is parked. Where it is the database that fails, nothing is parked: the letters are answered
 * {@link Reply.Full}, and their sources keep them.
 */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final Store store;
  private final Take take;
  private final Predicate<Throwable> databaseTrouble;
  private final Consumer<List<Taken>> afterCommit;

  /**
   * @param databaseTrouble true for a failure that is not the letter's fault and may pass:
   *     unreachable, deadlock, time-out
   * @param afterCommit hears what was committed, so that performers need not wait for their next
   *     look; must not block
   */
  public Worker(
      Store store,
      Take take,
      Predicate<Throwable> databaseTrouble,
      Consumer<List<Taken>> afterCommit) {
    this.store = store;
    this.take = take;
    this.databaseTrouble = databaseTrouble;
    this.afterCommit = afterCommit;
  }

  /** Answers every letter of the batch; never throws. */
  void turn(List<Waiting> batch) {
    Optional<Throwable> trouble = attempt(batch);
    if (trouble.isPresent() && isDatabases(trouble)) {
      trouble = attempt(batch);
    }
    if (trouble.isEmpty()) {
      return;
    }
    if (isDatabases(trouble)) {
      refuse(batch, trouble.get());
    } else if (batch.size() == 1) {
      park(batch, 0, trouble.get());
    } else {
      LOG.warn(
          "A turn of {} letters failed; they are taken one by one", batch.size(), trouble.get());
      oneByOne(batch);
    }
  }

  private void oneByOne(List<Waiting> batch) {
    for (int i = 0; i < batch.size(); i++) {
      List<Waiting> one = List.of(batch.get(i));
      Optional<Throwable> trouble = attempt(one);
      if (trouble.isPresent() && isDatabases(trouble)) {
        trouble = attempt(one);
      }
      if (trouble.isEmpty()) {
        continue;
      }
      if (isDatabases(trouble)) {
        refuse(batch.subList(i, batch.size()), trouble.get());
        return;
      }
      if (!park(batch, i, trouble.get())) {
        return;
      }
    }
  }

  /**
   * One transaction for all of them; what went wrong, if anything, with nothing written and nobody
   * answered.
   */
  private Optional<Throwable> attempt(List<Waiting> batch) {
    List<Taken> taken = new ArrayList<>();
    Map<UUID, Reply> replies = new LinkedHashMap<>();
    try {
      Map<UUID, Letter> letters = new LinkedHashMap<>();
      SortedMap<PartyId, Sealed> addresses = new TreeMap<>();
      for (Waiting waiting : batch) {
        letters.putIfAbsent(waiting.letter().id(), waiting.letter());
        addresses.putAll(waiting.addresses());
      }
      try (Turn turn = store.open(List.copyOf(letters.values()), addresses)) {
        decide(turn, letters, replies, taken);
      }
    } catch (Throwable trouble) {
      return Optional.of(trouble);
    }
    batch.forEach(waiting -> waiting.reply().complete(replies.get(waiting.letter().id())));
    tellOthers(taken);
    return Optional.empty();
  }

  private void decide(
      Turn turn, Map<UUID, Letter> letters, Map<UUID, Reply> replies, List<Taken> taken) {
    SortedMap<PartyId, Party> parties = new TreeMap<>(turn.parties());
    Map<UUID, Reply> already = turn.alreadyTaken();
    boolean write = false;
    for (Letter letter : letters.values()) {
      Reply before = already.get(letter.id());
      if (before != null) {
        replies.put(letter.id(), before);
      } else if (turn.mustWait(letter)) {
        turn.behind(letter);
        write = true;
        replies.put(letter.id(), new Reply.Parked(letter.id()));
      } else if (letter.signal() instanceof Fenced fenced
          && !turn.holds(fenced.lease(), fenced.fence())) {
        LOG.info(
            "{} of fence {} came too late: {} has another holder",
            name(letter),
            fenced.fence(),
            fenced.lease());
        replies.put(letter.id(), new Reply.Said(Optional.empty()));
      } else {
        Taken one = take.take(parties, letter, turn.now());
        parties.putAll(one.after());
        taken.add(one);
        write = true;
        replies.put(letter.id(), new Reply.Said(one.answer()));
      }
    }
    if (write) {
      turn.commit(taken);
    }
  }

  private void tellOthers(List<Taken> taken) {
    if (taken.isEmpty()) {
      return;
    }
    try {
      afterCommit.accept(taken);
    } catch (RuntimeException bug) {
      LOG.error(
          "A listener of committed turns failed; the turns stand, performers see them at their next"
              + " look",
          bug);
    }
  }

  /**
   * Parks the letter at this place of the batch; where even that fails, it and all behind it are
   * answered Full.
   */
  private boolean park(List<Waiting> batch, int place, Throwable trouble) {
    Waiting waiting = batch.get(place);
    try {
      store.park(waiting.letter(), waiting.addresses(), trouble);
    } catch (Throwable alsoThat) {
      alsoThat.addSuppressed(trouble);
      refuse(batch.subList(place, batch.size()), alsoThat);
      return false;
    }
    LOG.error(
        "{} is parked with its case; later letters of the case wait behind it, a person must look",
        name(waiting.letter()),
        trouble);
    waiting.reply().complete(new Reply.Parked(waiting.letter().id()));
    return true;
  }

  private void refuse(List<Waiting> batch, Throwable trouble) {
    LOG.error(
        "{} letters not taken, their sources were told to keep them: the database did not serve",
        batch.size(),
        trouble);
    batch.forEach(waiting -> waiting.reply().complete(new Reply.Full()));
  }

  private boolean isDatabases(Optional<Throwable> trouble) {
    return databaseTrouble.test(trouble.orElseThrow());
  }

  private static String name(Letter letter) {
    return letter.signal().getClass().getSimpleName()
        + " "
        + letter.id()
        + " of party "
        + letter.party();
  }
}
