package amends.server.store;

import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Predicate;

/** A turn on one connection: what was read under its locks, and one commit. */
final class PgTurn implements Turn {
  private final Link link;
  private final Bodies bodies;
  private final Known known;
  private final SortedMap<PartyId, Party> parties;
  private final SortedMap<PartyId, Sealed> addresses;
  private final Predicate<List<Letter>> wasCommitted;
  private final List<Letter> behind = new ArrayList<>();
  private boolean over;

  /**
   * @param wasCommitted asked after a COMMIT in doubt, on another connection
   */
  PgTurn(
      Link link,
      Bodies bodies,
      Known known,
      SortedMap<PartyId, Sealed> addresses,
      Predicate<List<Letter>> wasCommitted) {
    this.link = link;
    this.bodies = bodies;
    this.known = known;
    this.parties = known.parties();
    this.addresses = addresses;
    this.wasCommitted = wasCommitted;
  }

  @Override
  public Instant now() {
    return known.now();
  }

  @Override
  public SortedMap<PartyId, Party> parties() {
    return parties;
  }

  @Override
  public Map<UUID, Reply> alreadyTaken() {
    return known.alreadyTaken();
  }

  @Override
  public boolean mustWait(Letter letter) {
    return known.mustWait(letter);
  }

  @Override
  public boolean holds(String lease, long fence) {
    return known.holds(lease, fence);
  }

  @Override
  public void behind(Letter letter) {
    behind.add(letter);
  }

  @Override
  public void commit(List<Taken> taken) {
    if (over) {
      throw new IllegalStateException("a turn commits once");
    }
    Folded folded = new Folded(bodies, known);
    taken.forEach(folded::add);
    behind.forEach(folded::behind);
    var write = folded.write(addresses);
    over = true;
    try {
      folded.settles().ifPresent(settles -> link.send(TurnSql.SETTLE, settles));
      link.send(TurnSql.WRITE, write);
      folded.stored().ifPresent(letters -> link.send(TurnSql.STORE_LETTERS, letters));
      link.commit();
    } catch (RuntimeException failure) {
      List<Letter> letters = new ArrayList<>(taken.stream().map(Taken::letter).toList());
      letters.addAll(behind);
      if (!Trouble.isDoubt(
              Optional.ofNullable(
                      failure instanceof Trouble.StoreException ? failure.getCause() : failure)
                  .orElse(failure))
          || letters.isEmpty()
          || !committedAfterAll(letters, failure)) {
        throw failure;
      }
    }
  }

  @Override
  public void close() {
    link.close();
  }

  private boolean committedAfterAll(List<Letter> letters, RuntimeException failure) {
    try {
      return wasCommitted.test(letters);
    } catch (RuntimeException stillDown) {
      failure.addSuppressed(stillDown);
      return false;
    }
  }
}
