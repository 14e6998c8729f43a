package amends.server.store;

import amends.core.desk.Case;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What a turn has read under its locks. */
final class Known {
  /** A locked row of {@code party}. */
  record Person(long version, PartyFile file, boolean hasNumber) {}

  private record StuckCase(PartyId party, UUID id) {}

  private record LeaseRow(long fence, boolean live) {}

  private final SortedMap<PartyId, Person> people = new TreeMap<>();
  private final SortedMap<PartyId, SortedMap<UUID, Case>> cases = new TreeMap<>();
  private final Set<StuckCase> stuck = new HashSet<>();
  private final Set<PartyId> withStuck = new HashSet<>();
  private final Map<UUID, Reply> taken = new HashMap<>();
  private final Map<String, LeaseRow> leases = new HashMap<>();
  private Instant now = Instant.EPOCH;

  /** Rows of {@link TurnSql#LOCK}. */
  void lock(Bodies bodies, RowSet<Row> rows) {
    for (Row row : rows) {
      PartyId id = new PartyId(row.getUUID("party"));
      PartyFile file =
          bodies.read(PartyFile.class, Families.PARTY_FILE, "PartyFile", row.getInteger("file_v"), row.getString("file"));
      people.put(id, new Person(row.getLong("version"), file, row.getBoolean("has_number")));
      cases.put(id, new TreeMap<>(amends.core.desk.Ids::compare));
    }
  }

  /**
   * Rows of {@link TurnSql#READ}.
   *
   * @param letters of this turn by id, to see that a repeat is one
   * @throws IllegalStateException when a letter's id was used before by another letter
   */
  void read(Bodies bodies, RowSet<Row> rows, Map<UUID, Letter> letters) {
    for (Row row : rows) {
      switch (row.getString("what")) {
        case "c" -> readCase(bodies, row);
        case "s" -> readRepeat(bodies, row, letters.get(row.getUUID("id")));
        case "b" -> stuck(row);
        case "t" -> now = Times.instant(row.getOffsetDateTime("at"));
        default -> throw new IllegalStateException("the read statement gave an unknown row " + row.getString("what"));
      }
    }
  }

  /** Rows of {@link TurnSql#LEASES}. */
  void leases(RowSet<Row> rows) {
    for (Row row : rows) {
      leases.put(row.getString("name"), new LeaseRow(row.getLong("fence"), row.getBoolean("live")));
    }
  }

  private void stuck(Row row) {
    PartyId party = new PartyId(row.getUUID("party"));
    stuck.add(new StuckCase(party, row.getUUID("id")));
    withStuck.add(party);
  }

  private void readCase(Bodies bodies, Row row) {
    UUID id = row.getUUID("id");
    PartyId party = new PartyId(row.getUUID("party"));
    if (!people.containsKey(party)) {
      // Made by another node between lock and read: not locked by this turn, which begins again.
      return;
    }
    if (row.getString("body") == null) {
      stuck(row);
      return;
    }
    Case open = CaseRow.read(bodies, row.getString("a"), row.getString("b"), row.getInteger("v"), row.getString("body"));
    cases.get(party).put(id, open);
  }

  private void readRepeat(Bodies bodies, Row row, Letter letter) {
    Buffer digest = row.getBuffer("digest");
    if (!Arrays.equals(digest.getBytes(), SignalRow.digest(bodies, letter))) {
      throw new IllegalStateException(
          "the id " + letter.id() + " of party " + letter.party() + " was used before by another letter than this "
              + Bodies.type(letter.signal()) + ": its source makes ids that are not its own");
    }
    boolean wasTaken = row.getString("a").equals("taken");
    taken.put(letter.id(), wasTaken ? new Reply.Said(Optional.ofNullable(row.getString("body"))) : new Reply.Parked(letter.id()));
  }

  Instant now() {
    return now;
  }

  SortedMap<PartyId, Person> people() {
    return people;
  }

  SortedMap<PartyId, Party> parties() {
    SortedMap<PartyId, Party> parties = new TreeMap<>();
    people.forEach((id, person) -> parties.put(id, new Party(id, person.file(), cases.get(id))));
    return parties;
  }

  Map<UUID, Reply> alreadyTaken() {
    return taken;
  }

  /**
   * Whether a letter must wait behind a parked one: that of its own case, or, where it names no case but only one of the
   * case's calls, that of any case of its person.
   */
  boolean mustWait(Letter letter) {
    return letter
        .to()
        .map(to -> stuck.contains(new StuckCase(to.party(), to.id())))
        .orElseGet(() -> letter.signal() instanceof OrderSignal && withStuck.contains(letter.party()));
  }

  boolean hasCase(PartyId party, UUID id) {
    return cases.containsKey(party) && cases.get(party).containsKey(id);
  }

  boolean holds(String lease, long fence) {
    LeaseRow row = leases.get(lease);
    return row != null && row.live() && row.fence() == fence;
  }
}
