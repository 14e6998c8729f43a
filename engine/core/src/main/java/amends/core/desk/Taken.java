package amends.core.desk;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole turn as a value: what the store must write for one letter.
 *
 * @param after the parties as they stand after the letter
 * @param moved the cases that changed, in the order they changed
 * @param stored letters for parties outside this turn
 * @param why the reason a letter changed nothing, for the flight recorder
 */
public record Taken(
    SortedMap<PartyId, Party> after,
    Letter letter,
    List<CaseRef> moved,
    List<Noted> facts,
    List<Settle> settles,
    List<Command> commands,
    List<Letter> stored,
    Optional<String> answer,
    Optional<String> why) {
  public Taken {
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    moved = List.copyOf(moved);
    facts = List.copyOf(facts);
    settles = List.copyOf(settles);
    commands = List.copyOf(commands);
    stored = List.copyOf(stored);
  }
}
