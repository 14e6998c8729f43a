package amends.server.runtime;

import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** The one way in: bounded first-in-first-out lanes by party. */
@FunctionalInterface
public interface Intake {
  /**
   * Answers after COMMIT; {@link Reply.Full} at once when the party's lane is full. Never completes
   * exceptionally.
   */
  CompletableFuture<Reply> offer(Letter letter, SortedMap<PartyId, Sealed> addresses);
}
