package amends.core.desk;

import java.util.Optional;

/**
 * Decides for one kind of case: a switch over stage and signal, whole, without default, touching
 * nothing.
 */
public interface Desk<C extends Case, S> {
  /**
   * What follows from this signal.
   *
   * @param now the case as it stands, empty where the signal opens one
   */
  Decision<C> decide(CaseRef self, Optional<C> now, S signal, Hearing in);
}
