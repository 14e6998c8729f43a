package amends.core.desk;

import java.time.Instant;

/** Something that became true and is never unsaid: what reports, webhooks and other desks read. */
public interface Fact {
  /** When it became true (a missed due: the due instant), not when it was noticed. */
  Instant at();
}
