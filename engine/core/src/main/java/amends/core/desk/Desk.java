package amends.core.desk;

import java.time.Instant;
import java.util.Optional;

/**
 * Decides for one kind of case: a switch over stage and signal, whole, without default, touching
 * nothing.
 */
public interface Desk<C extends Case, S> {
  /**
   * What this case becomes by this signal, and what must follow.
   *
   * @param now the case as it stands, empty where the signal opens one
   * @param party the person under their lock
   * @param clock the database's time of this turn
   */
  Decision<C> decide(
      CaseRef self, Optional<C> now, S signal, Letter letter, Party party, Instant clock);
}
