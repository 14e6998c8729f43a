package amends.server.store;

import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Letter;
import amends.core.desk.Noted;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Settle;
import amends.core.desk.Taken;
import amends.core.order.Order;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The letters of one turn folded into what is written: one row a case and a person, however many
 * letters moved them (a writing statement cannot update one row twice).
 */
final class Folded {
  /** How long a person's touches and requests are remembered; the caps look at no more. */
  static final Duration FILE_KEPT = Duration.ofDays(7);

  private final Bodies bodies;
  private final Known known;
  private final Instant now;
  private final SortedMap<PartyId, Party> after;
  private final Set<PartyId> touched = new TreeSet<>();
  private final Set<CaseRef> moved = new LinkedHashSet<>();
  private final Map<CaseRef, Case> latest = new HashMap<>();
  private final Map<UUID, CommandRow> commands = new LinkedHashMap<>();
  private final Map<UUID, Settle> settles = new LinkedHashMap<>();
  private final Map<UUID, Set<PartyId>> settlers = new HashMap<>();
  private final Map<PartyId, Integer> signalsOf = new HashMap<>();
  private final Map<PartyId, Integer> factsOf = new HashMap<>();
  private final Rows signals = new Rows(SignalRow.SHAPE);
  private final Rows facts = new Rows(TurnSql.FACT);
  private final Rows stored = new Rows(LetterTable.SHAPE);

  Folded(Bodies bodies, Known known) {
    this.bodies = bodies;
    this.known = known;
    this.now = known.now();
    this.after = known.parties();
  }

  void add(Taken taken) {
    PartyId party = taken.letter().party();
    Set<PartyId> concerned = concerned(taken);
    // Not all of after: it holds everybody of the batch, and copying it for each letter would grow
    // with the square.
    concerned.forEach(
        id ->
            Optional.ofNullable(taken.after().get(id)).ifPresent(stands -> after.put(id, stands)));
    for (CaseRef ref : taken.moved()) {
      moved.add(ref);
      touched.add(ref.party());
      Optional.ofNullable(taken.after().get(ref.party()))
          .map(p -> p.cases().get(ref.id()))
          .ifPresent(c -> latest.put(ref, c));
    }
    signal(
        taken.letter(),
        SignalRow.Fate.taken(taken.moved().stream().findFirst(), taken.answer(), taken.why()));
    taken.facts().forEach(noted -> fact(party, noted));
    for (Settle settle : taken.settles()) {
      settle(settle, concerned);
    }
    for (Command command : taken.commands()) {
      CommandRow row = new CommandRow(party, command);
      commands.put(command.id(), row);
      touched.add(row.party());
    }
    for (Letter letter : taken.stored()) {
      LetterTable.add(stored, bodies, letter, now);
    }
  }

  void behind(Letter letter) {
    signal(letter, SignalRow.Fate.behind());
  }

  /** Parameters of {@link TurnSql#SETTLE}; empty when nothing is settled. */
  Optional<Tuple> settles() {
    if (settles.isEmpty()) {
      return Optional.empty();
    }
    Rows rows = new Rows(Shape.of("command", "party uuid, id uuid, state text, evidence text"));
    settles.forEach(
        (id, settle) ->
            // A settle does not name its person; of two people in one turn only one has the
            // command.
            settlers
                .get(id)
                .forEach(
                    party ->
                        rows.add(
                            party.hmac(), id, CommandRow.word(settle.state()), settle.evidence())));
    return Optional.of(bound(rows));
  }

  /** Parameters of {@link TurnSql#STORE_LETTERS}; empty when there are none. */
  Optional<Tuple> stored() {
    return stored.isEmpty() ? Optional.empty() : Optional.of(bound(stored));
  }

  /**
   * Parameters of {@link TurnSql#WRITE}.
   *
   * @param addresses sealed numbers that came with the letters
   */
  Tuple write(SortedMap<PartyId, Sealed> addresses) {
    Rows commandRows = new Rows(CommandRow.SHAPE);
    commands.values().forEach(row -> commandRows.add(row.values(bodies, now)));
    Rows caseRows = new Rows(CaseRow.SHAPE);
    Rows orderRows = new Rows(OrderRow.SHAPE);
    for (CaseRef ref : moved) {
      Case stands =
          Optional.ofNullable(latest.get(ref))
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the turn moved " + ref + " but does not say where it stands now"));
      boolean fresh = !known.hasCase(ref.party(), ref.id());
      caseRows.add(CaseRow.of(bodies, stands, fresh, now));
      if (stands instanceof Order order) {
        orderRows.add(OrderRow.of(order, fresh));
      }
    }
    Rows partyRows = new Rows(TurnSql.PARTY);
    after.forEach((id, party) -> party(id, party, addresses, partyRows));
    return bound(signals, facts, commandRows, caseRows, orderRows, partyRows);
  }

  private void party(PartyId id, Party party, SortedMap<PartyId, Sealed> addresses, Rows rows) {
    Known.Person person = known.people().get(id);
    if (person == null) {
      throw new IllegalStateException("the turn changed party " + id + ", which it has not locked");
    }
    if (!touched.contains(id) && party.file().equals(person.file())) {
      return;
    }
    Optional<Instant> wakeAt =
        party.cases().values().stream()
            .filter(open -> !open.closed())
            .flatMap(open -> open.wakeAt().stream())
            .min(Instant::compareTo);
    Buffer number =
        person.hasNumber()
            ? null
            : Optional.ofNullable(addresses.get(id))
                .map(address -> Buffer.buffer(address.bytes()))
                .orElse(null);
    rows.add(
        id.hmac(),
        turn(id),
        Times.of(wakeAt),
        Bodies.VERSION,
        bodies.write(trimmed(party.file())),
        number);
  }

  private PartyFile trimmed(PartyFile file) {
    Instant since = now.minus(FILE_KEPT);
    return new PartyFile(
        file.touches().stream().filter(touch -> touch.at().isAfter(since)).toList(),
        file.requests().stream().filter(request -> request.at().isAfter(since)).toList());
  }

  private void signal(Letter letter, SignalRow.Fate fate) {
    touched.add(letter.party());
    int n = signalsOf.merge(letter.party(), 1, Integer::sum) - 1;
    signals.add(SignalRow.of(bodies, letter, letter.id(), turn(letter.party()), n, now, fate));
  }

  private void fact(PartyId letterParty, Noted noted) {
    PartyId party = noted.about().map(CaseRef::party).orElse(letterParty);
    touched.add(party);
    int n = factsOf.merge(party, 1, Integer::sum) - 1;
    facts.add(
        party.hmac(),
        turn(party),
        (short) n,
        noted.about().map(CaseRef::id).orElse(null),
        Bodies.type(noted.fact()),
        Times.of(noted.fact().at()),
        Times.of(now),
        Bodies.VERSION,
        bodies.write(noted.fact()));
  }

  private void settle(Settle settle, Set<PartyId> inSight) {
    CommandRow fresh = commands.get(settle.command());
    if (fresh != null) {
      fresh.settle(settle);
      return;
    }
    Settle before = settles.get(settle.command());
    if (before == null || CommandRow.isOpen(before.state())) {
      settles.put(settle.command(), settle);
      settlers.put(settle.command(), inSight);
    }
  }

  private static Set<PartyId> concerned(Taken taken) {
    Set<PartyId> concerned = new TreeSet<>();
    concerned.add(taken.letter().party());
    taken.letter().by().ifPresent(concerned::add);
    taken.letter().to().map(CaseRef::party).ifPresent(concerned::add);
    taken.moved().forEach(ref -> concerned.add(ref.party()));
    return concerned;
  }

  private long turn(PartyId party) {
    Known.Person person = known.people().get(party);
    if (person == null) {
      throw new IllegalStateException(
          "the turn writes of party " + party + ", which it has not locked");
    }
    return person.version() + 1;
  }

  private static Tuple bound(Rows... tables) {
    Tuple tuple = Tuple.tuple();
    List.of(tables).forEach(rows -> rows.bind(tuple));
    return tuple;
  }
}
