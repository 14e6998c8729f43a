package amends.server.store;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Fenced;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The store on PostgreSQL. Each method takes a connection of the pool for as long as it lasts, a
 * turn until it is closed; plain virtual threads only (awaiting throws on Vert.x' own threads).
 */
public final class PgStore implements Store, AutoCloseable {
  private static final String IN_TURN =
      """
      select o.party, o.id, o.stage, o.turn_class, o.place, o.ready_at from orders o
      where o.pbx = $1 and o.queue = $2 and o.outcome is null and o.stage in ('ready', 'reserving')
        and not exists (select from cases c where c.party = o.party and c.id = o.id and c.parked_at is not null)
      order by o.turn_class desc, o.place, o.party, o.id
      """;
  private static final String ADDRESS =
      "select number_sealed from party where party = $1 and number_sealed is not null";
  private static final String WAKE_ANEW =
      """
      update party p set wake_at = (
        select min(wake_at) from cases c where c.party = p.party and closed_at is null and parked_at is null)
      where party = any($1)
      """;

  private final Pool pool;
  private final Bodies bodies = new Bodies();
  private final Leases leases;
  private final Commands commands;
  private final LetterTable letters;

  private PgStore(Pool pool) {
    this.pool = pool;
    this.leases = new Leases(pool);
    this.commands = new Commands(pool, bodies);
    this.letters = new LetterTable(pool, bodies);
  }

  /**
   * The store in a database that is migrated and checked.
   *
   * @param connections how many may be open at once: one a lane, and some for performers and
   *     pollers
   */
  public static PgStore open(Vertx vertx, Database database, int connections) {
    return new PgStore(Pools.open(vertx, database, connections));
  }

  @Override
  public Turn open(List<Letter> batch, SortedMap<PartyId, Sealed> addresses) {
    NavigableSet<PartyId> parties = parties(batch);
    SortedMap<PartyId, Sealed> toMake = new TreeMap<>(addresses);
    toMake.keySet().retainAll(parties);
    PgTurn turn = attempt(batch, parties, toMake, toMake.keySet());
    if (turn.parties().size() == parties.size()) {
      return turn;
    }
    // Somebody new came without a number. Made now, they would be locked out of order: once more
    // from the beginning.
    turn.close();
    return attempt(batch, parties, toMake, parties);
  }

  @Override
  public Turn openDue(int partiesMax) {
    while (true) {
      Link link = Link.from(pool);
      try {
        Known known = new Known();
        link.begin();
        known.lock(bodies, link.ask(TurnSql.LOCK_DUE, Tuple.of(partiesMax)));
        UUID[] ids = ids(known.people().keySet());
        known.read(
            bodies,
            link.ask(
                TurnSql.READ,
                Tuple.tuple().addValue(ids).addValue(new UUID[0]).addValue(new UUID[0])),
            Map.of());
        UUID[] forNothing = ids(asleep(known));
        if (forNothing.length == 0) {
          return new PgTurn(link, bodies, known, new TreeMap<>(), this::committed);
        }
        // Woken though no case is due (changed by hand, or a version that counted otherwise): they
        // would be found for ever.
        link.send(WAKE_ANEW, Tuple.tuple().addValue(forNothing));
        link.commit();
        link.close();
      } catch (RuntimeException failure) {
        link.close();
        throw failure;
      }
    }
  }

  @Override
  public void park(Letter letter, SortedMap<PartyId, Sealed> addresses, Throwable trouble) {
    try (Link link = Link.from(pool)) {
      link.begin();
      NavigableSet<PartyId> party = new TreeSet<>(List.of(letter.party()));
      make(link, addresses, party);
      Future<RowSet<Row>> locked = link.send(TurnSql.LOCK, Tuple.tuple().addValue(ids(party)));
      Future<RowSet<Row>> clock = link.send("select statement_timestamp()", Tuple.tuple());
      link.settle();
      long version = locked.result().iterator().next().getLong("version");
      Parking.park(
          link,
          bodies,
          letter,
          version,
          Times.instant(clock.result().iterator().next().getOffsetDateTime(0)),
          trouble);
      link.commit();
    }
  }

  @Override
  public Optional<Lease> acquire(String name, UUID node, Duration term) {
    return leases.acquire(name, node, term);
  }

  @Override
  public boolean renew(Lease lease, Duration term) {
    return leases.renew(lease, term);
  }

  @Override
  public void release(Lease lease) {
    leases.release(lease);
  }

  @Override
  public List<Command> claim(Lease lease, int commandsMax, Duration margin) {
    return commands.claim(lease, commandsMax, margin);
  }

  @Override
  public int expire(Lease lease, int commandsMax) {
    return commands.expire(lease, commandsMax);
  }

  @Override
  public List<Command> open(Lease lease) {
    return commands.open(lease);
  }

  @Override
  public boolean done(Lease lease, Command command, String evidence) {
    return commands.done(lease, command, evidence);
  }

  @Override
  public List<Letter> stored(int lettersMax) {
    return letters.due(lettersMax);
  }

  @Override
  public List<OrderInTurn> inTurn(String pbx, String queue) {
    try (Link link = Link.from(pool)) {
      List<OrderInTurn> orders = new ArrayList<>();
      for (Row row : link.ask(IN_TURN, Tuple.of(pbx, queue))) {
        orders.add(
            new OrderInTurn(
                new CaseRef(new PartyId(row.getUUID("party")), Kind.ORDER, row.getUUID("id")),
                row.getString("stage"),
                row.getInteger("turn_class"),
                Times.instant(row.getOffsetDateTime("place")),
                Optional.ofNullable(Times.instant(row.getOffsetDateTime("ready_at")))));
      }
      return orders;
    }
  }

  @Override
  public Optional<Sealed> address(PartyId party) {
    try (Link link = Link.from(pool)) {
      for (Row row : link.ask(ADDRESS, Tuple.of(party.hmac()))) {
        return Optional.of(new Sealed(row.getBuffer("number_sealed").getBytes()));
      }
      return Optional.empty();
    }
  }

  /** Closes the connections; turns that are open fail. */
  @Override
  public void close() {
    pool.close().await();
  }

  Pool pool() {
    return pool;
  }

  private PgTurn attempt(
      List<Letter> batch,
      NavigableSet<PartyId> parties,
      SortedMap<PartyId, Sealed> addresses,
      Set<PartyId> toMake) {
    Link link = Link.from(pool);
    try {
      Map<UUID, Letter> byId = new HashMap<>();
      batch.forEach(letter -> byId.put(letter.id(), letter));
      link.begin();
      make(link, addresses, new TreeSet<>(toMake));
      UUID[] ids = ids(parties);
      Future<RowSet<Row>> locked = link.send(TurnSql.LOCK, Tuple.tuple().addValue(ids));
      Future<RowSet<Row>> read =
          link.send(
              TurnSql.READ,
              Tuple.tuple()
                  .addValue(ids)
                  .addValue(
                      batch.stream().map(letter -> letter.party().hmac()).toArray(UUID[]::new))
                  .addValue(batch.stream().map(Letter::id).toArray(UUID[]::new)));
      String[] names =
          batch.stream()
              .map(Letter::signal)
              .filter(Fenced.class::isInstance)
              .map(signal -> ((Fenced) signal).lease())
              .distinct()
              .sorted()
              .toArray(String[]::new);
      Optional<Future<RowSet<Row>>> leasesRead =
          names.length == 0
              ? Optional.empty()
              : Optional.of(link.send(TurnSql.LEASES, Tuple.tuple().addValue(names)));
      link.settle();
      Known known = new Known();
      known.lock(bodies, locked.result());
      known.read(bodies, read.result(), byId);
      leasesRead.ifPresent(rows -> known.leases(rows.result()));
      return new PgTurn(link, bodies, known, addresses, this::committed);
    } catch (RuntimeException failure) {
      link.close();
      throw failure;
    }
  }

  private void make(
      Link link, SortedMap<PartyId, Sealed> addresses, NavigableSet<PartyId> parties) {
    if (parties.isEmpty()) {
      return;
    }
    Buffer[] numbers =
        parties.stream()
            .map(
                party ->
                    Optional.ofNullable(addresses.get(party))
                        .map(address -> Buffer.buffer(address.bytes()))
                        .orElse(null))
            .toArray(Buffer[]::new);
    link.send(
        TurnSql.MISSING,
        Tuple.tuple()
            .addValue(Bodies.VERSION)
            .addValue(bodies.write(PartyFile.EMPTY))
            .addValue(ids(parties))
            .addValue(numbers));
  }

  /**
   * After a COMMIT in doubt: its locks are waited for first, so that what is read is how it ended.
   * People that it made may not be seen yet and so cannot be locked: making them too is what waits
   * for it.
   */
  private boolean committed(List<Letter> batch) {
    NavigableSet<PartyId> parties = parties(batch);
    try (Turn turn = attempt(batch, parties, new TreeMap<>(), parties)) {
      return batch.stream().allMatch(letter -> turn.alreadyTaken().containsKey(letter.id()));
    }
  }

  private static NavigableSet<PartyId> asleep(Known known) {
    NavigableSet<PartyId> asleep = new TreeSet<>();
    known
        .parties()
        .forEach(
            (id, party) -> {
              boolean due =
                  party.cases().values().stream()
                      .flatMap(open -> open.wakeAt().stream())
                      .anyMatch(at -> !at.isAfter(known.now()));
              if (!due) {
                asleep.add(id);
              }
            });
    return asleep;
  }

  private static NavigableSet<PartyId> parties(List<Letter> batch) {
    NavigableSet<PartyId> parties = new TreeSet<>();
    for (Letter letter : batch) {
      parties.add(letter.party());
      letter.by().ifPresent(parties::add);
      letter.to().map(CaseRef::party).ifPresent(parties::add);
    }
    return parties;
  }

  private static UUID[] ids(Collection<PartyId> parties) {
    return parties.stream().map(PartyId::hmac).toArray(UUID[]::new);
  }
}
