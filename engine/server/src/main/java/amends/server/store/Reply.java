package amends.server.store;

import java.util.Optional;
import java.util.UUID;

/** What the source of a letter is told. */
public sealed interface Reply {
  /** Taken and committed; the answer, where the source wants one. A repeat gets the same. */
  record Said(Optional<String> answer) implements Reply {}

  /** Kept, but no turn could be made of it: a person is told. */
  record Parked(UUID letter) implements Reply {}

  /**
   * Not taken: the lanes are full, or the database cannot be reached. RETRY to the PBX, 503 to
   * HTTP.
   */
  record Full() implements Reply {}
}
