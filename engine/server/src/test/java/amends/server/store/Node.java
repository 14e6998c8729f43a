package amends.server.store;

import amends.core.callback.CallbackPolicy;
import amends.core.desk.Fenced;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import amends.core.order.OrderPolicy;
import amends.core.switchboard.Switchboard;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** One engine node as the store's tests need it: the real store, the real switchboard, and the worker's rules in few lines. */
final class Node implements AutoCloseable {
  static final CallbackPolicy CALLBACKS = new CallbackPolicy(Duration.ofHours(24), Duration.ZERO, 3);

  final PgStore store;
  final UUID id = UUID.randomUUID();
  private final Vertx vertx = Vertx.vertx();
  private final Switchboard switchboard = new Switchboard(OrderPolicy.DEFAULT, CALLBACKS);

  Node(Database database) {
    this(database, 8);
  }

  Node(Database database, int connections) {
    store = PgStore.open(vertx, database, connections);
  }

  /** Decides and commits; a batch that fails is repeated letter by letter, and the one that fails alone is parked. */
  Map<UUID, Reply> turn(List<Letter> letters, SortedMap<PartyId, Sealed> addresses) {
    try {
      return together(letters, addresses);
    } catch (RuntimeException failure) {
      if (Trouble.isPassing(failure)) {
        throw failure;
      }
    }
    Map<UUID, Reply> replies = new LinkedHashMap<>();
    for (Letter letter : letters) {
      try {
        replies.putAll(together(List.of(letter), addresses));
      } catch (RuntimeException failure) {
        if (Trouble.isPassing(failure)) {
          throw failure;
        }
        store.park(letter, addresses, failure);
        replies.put(letter.id(), new Reply.Parked(letter.id()));
      }
    }
    return replies;
  }

  Reply turn(Letter letter) {
    return turn(List.of(letter), new TreeMap<>()).get(letter.id());
  }

  Map<UUID, Reply> together(List<Letter> letters, SortedMap<PartyId, Sealed> addresses) {
    Map<UUID, Letter> once = new LinkedHashMap<>();
    letters.forEach(letter -> once.putIfAbsent(letter.id(), letter));
    Map<UUID, Reply> replies = new LinkedHashMap<>();
    try (Turn turn = store.open(List.copyOf(once.values()), addresses)) {
      SortedMap<PartyId, Party> parties = new TreeMap<>(turn.parties());
      List<Taken> taken = new ArrayList<>();
      boolean write = false;
      for (Letter letter : once.values()) {
        if (turn.alreadyTaken().containsKey(letter.id())) {
          replies.put(letter.id(), turn.alreadyTaken().get(letter.id()));
        } else if (turn.mustWait(letter)) {
          turn.behind(letter);
          write = true;
          replies.put(letter.id(), new Reply.Parked(letter.id()));
        } else if (letter.signal() instanceof Fenced fenced && !turn.holds(fenced.lease(), fenced.fence())) {
          replies.put(letter.id(), new Reply.Said(java.util.Optional.of("too late")));
        } else {
          Taken one = switchboard.take(parties, letter, turn.now());
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
    return replies;
  }

  /** The party as it stands now. */
  Party read(PartyId party) {
    try (Turn turn = store.open(List.of(Letters.toNobody(party)), new TreeMap<>())) {
      return turn.parties().get(party);
    }
  }

  @Override
  public void close() {
    store.close();
    vertx.close().await();
  }
}
