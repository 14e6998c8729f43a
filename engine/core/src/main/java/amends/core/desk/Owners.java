package amends.core.desk;

import java.util.List;
import java.util.SortedMap;

/** Whose letter is it? None means it is kept as unmatched. */
@FunctionalInterface
public interface Owners {
  List<CaseRef> of(SortedMap<PartyId, Party> parties, Letter letter);
}
