package amends.server.runtime;

import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A letter in a lane, with the sealed numbers that came beside it and the one who waits for its
 * answer.
 */
record Waiting(
    Letter letter, SortedMap<PartyId, Sealed> addresses, CompletableFuture<Reply> reply) {
  static Waiting of(Letter letter, SortedMap<PartyId, Sealed> addresses) {
    return new Waiting(letter, new TreeMap<>(addresses), new CompletableFuture<>());
  }
}
