package amends.core.desk;

import java.time.Instant;
import java.util.Optional;

/**
 * One matter with one person, in the stage it stands in. Each kind is a sealed interface with one
 * record a stage.
 */
public interface Case {
  CaseRef ref();

  /** When the stage itself next wants to look at the clock; there is no timer table beside it. */
  Optional<Instant> wakeAt();

  boolean closed();
}
