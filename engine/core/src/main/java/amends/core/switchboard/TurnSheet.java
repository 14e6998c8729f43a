package amends.core.switchboard;

import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Fact;
import amends.core.desk.Hearing;
import amends.core.desk.Letter;
import amends.core.desk.Noted;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.desk.Settle;
import amends.core.desk.Taken;
import amends.core.order.PartyFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a turn has come to so far; lives for one letter. */
final class TurnSheet {
  private final NavigableMap<PartyId, Party> parties;
  private final Letter letter;
  private final Instant clock;
  private final List<CaseRef> moved = new ArrayList<>();
  private final List<Noted> facts = new ArrayList<>();
  private final List<Settle> settles = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private Optional<String> answer = Optional.empty();

  TurnSheet(SortedMap<PartyId, Party> before, Letter letter, Instant clock) {
    this.parties = new TreeMap<>(before);
    this.letter = letter;
    this.clock = clock;
  }

  Hearing hearing() {
    Party party = parties.get(letter.party());
    Party by = letter.by().map(parties::get).orElse(party);
    return new Hearing(letter, party, by, clock);
  }

  Optional<Case> find(CaseRef ref) {
    return Optional.ofNullable(parties.get(ref.party()).cases().get(ref.id()));
  }

  void apply(CaseRef ref, Decision<? extends Case> decision) {
    switch (decision) {
      case Decision.Move<? extends Case> move -> {
        parties.put(ref.party(), parties.get(ref.party()).with(move.to()));
        moved.add(ref);
        move.facts().forEach(fact -> note(ref, fact));
        settles.addAll(move.settles());
        commands.addAll(move.commands());
        answer = answer.or(move::answer);
      }
      case Decision.LetPass<? extends Case> pass -> {
        reasons.add(pass.why());
        commands.addAll(pass.commands());
        answer = answer.or(pass::answer);
      }
      case Decision.Refuse<? extends Case> refuse -> {
        reasons.add("refused: " + refuse.toThePerson());
        answer = answer.or(() -> Optional.of(refuse.toThePerson()));
      }
    }
  }

  Taken unmatched(Optional<String> told) {
    answer = told;
    reasons.add("no open case of this person is concerned: kept as unmatched");
    return done();
  }

  Taken done() {
    Optional<String> why =
        reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    return new Taken(parties, letter, moved, facts, settles, commands, List.of(), answer, why);
  }

  /**
   * The called person's file and the asking person's follow from the facts, so no desk can forget
   * them.
   */
  private void note(CaseRef ref, Fact fact) {
    facts.add(new Noted(Optional.of(ref), fact));
    Party called = parties.get(ref.party());
    parties.put(called.id(), called.with(PartyFiles.called(called.file(), fact, clock)));
    Party asking = parties.get(letter.by().orElse(letter.party()));
    parties.put(asking.id(), asking.with(PartyFiles.asked(asking.file(), fact, clock)));
  }
}
