package amends.server.runtime;

import amends.core.desk.Letter;
import amends.server.store.Reply;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Letters this node itself must get taken: offered again at each beat until they are, each by its
 * id, so never twice.
 */
final class Outbox {
  private final Map<UUID, Letter> waiting = new ConcurrentHashMap<>();
  private final Map<UUID, Letter> offered = new ConcurrentHashMap<>();
  private final Intake intake;

  Outbox(Intake intake) {
    this.intake = intake;
  }

  void add(Letter letter) {
    waiting.put(letter.id(), letter);
  }

  /** Offers what is not yet taken and not just on its way. */
  void offer() {
    for (Letter letter : waiting.values()) {
      if (offered.putIfAbsent(letter.id(), letter) == null) {
        intake.offer(letter, new TreeMap<>()).thenAccept(reply -> told(letter, reply));
      }
    }
  }

  int size() {
    return waiting.size();
  }

  private void told(Letter letter, Reply reply) {
    if (!(reply instanceof Reply.Full)) {
      waiting.remove(letter.id());
    }
    offered.remove(letter.id());
  }
}
