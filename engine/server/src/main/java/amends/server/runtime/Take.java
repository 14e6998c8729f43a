package amends.server.runtime;

import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import java.time.Instant;
import java.util.SortedMap;

/** The whole turn of one letter as a pure function: the switchboard, as the worker calls it. */
@FunctionalInterface
public interface Take {
  Taken take(SortedMap<PartyId, Party> parties, Letter letter, Instant clock);
}
