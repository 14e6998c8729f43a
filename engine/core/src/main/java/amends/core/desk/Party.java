package amends.core.desk;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A person under their lock: their file and their open cases, by id. */
public record Party(PartyId id, PartyFile file, SortedMap<UUID, Case> cases) {
  public Party {
    cases = Collections.unmodifiableSortedMap(new TreeMap<>(cases));
  }

  /** The same person with this case as it stands now. */
  public Party with(Case now) {
    SortedMap<UUID, Case> next = new TreeMap<>(cases);
    next.put(now.ref().id(), now);
    return new Party(id, file, next);
  }

  /** The same person with another file. */
  public Party with(PartyFile newFile) {
    return new Party(id, newFile, cases);
  }
}
