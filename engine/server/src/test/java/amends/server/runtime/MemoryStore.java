package amends.server.runtime;

import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Fenced;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Settle.State;
import amends.core.desk.Taken;
import amends.server.store.Lease;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import amends.server.store.Store;
import amends.server.store.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Everything that is kept, in memory, with one lock for all parties; kept honest by {@link
 * StoreContract}.
 */
public final class MemoryStore implements Store {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final SortedMap<PartyId, Party> parties = new TreeMap<>();
  private final SortedMap<PartyId, Sealed> numbers = new TreeMap<>();
  private final Map<UUID, Reply> taken = new LinkedHashMap<>();
  private final Map<UUID, Letter> letters = new LinkedHashMap<>();
  private final Map<CaseRef, UUID> parkedCases = new LinkedHashMap<>();
  private final Map<UUID, Kept> commands = new LinkedHashMap<>();
  private final Map<String, Held> leases = new TreeMap<>();
  private final List<List<Letter>> turns = new ArrayList<>();
  private final List<Letter> stored = new ArrayList<>();
  private final List<OrderInTurn> inTurn = new ArrayList<>();
  private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private volatile Predicate<List<Letter>> refusesCommit = letters -> false;
  private volatile RuntimeException down;

  private record Held(Lease lease, Instant until) {}

  private record Kept(PartyId party, Command command, State state) {}

  public void setNow(Instant instant) {
    now = instant;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  public Instant now() {
    return now;
  }

  /** From now on every call fails with this, as when the database is away; null: it is back. */
  public void down(RuntimeException trouble) {
    down = trouble;
  }

  /** A commit of turns that hold such letters fails, as when a body cannot be written. */
  public void refuseCommit(Predicate<List<Letter>> which) {
    refusesCommit = which;
  }

  /** The letters of each committed turn, in the order of their commits. */
  public List<List<Letter>> turns() {
    return locked(() -> List.copyOf(turns));
  }

  public Optional<Party> party(PartyId id) {
    return locked(() -> Optional.ofNullable(parties.get(id)));
  }

  public Optional<State> state(UUID command) {
    return locked(() -> Optional.ofNullable(commands.get(command)).map(Kept::state));
  }

  public void setInTurn(List<OrderInTurn> orders) {
    locked(
        () -> {
          inTurn.clear();
          return inTurn.addAll(orders);
        });
  }

  /** As if a turn of another day had stored it. */
  public void put(PartyId party, Command command) {
    locked(() -> commands.put(command.id(), new Kept(party, command, State.WAITING)));
  }

  public void putSent(PartyId party, Command command) {
    locked(() -> commands.put(command.id(), new Kept(party, command, State.SENT)));
  }

  public void seal(PartyId party, Sealed number) {
    locked(() -> numbers.put(party, number));
  }

  public void put(Case open) {
    locked(
        () ->
            parties.merge(
                open.ref().party(),
                empty(open.ref().party()).with(open),
                (was, one) -> was.with(open)));
  }

  @Override
  public Turn open(List<Letter> batch, SortedMap<PartyId, Sealed> addresses) {
    failIfDown();
    lock.lock();
    SortedMap<PartyId, Party> read = new TreeMap<>();
    for (Letter letter : batch) {
      mustBeTheSame(letter);
      read.put(letter.party(), readable(letter.party()));
      letter.by().ifPresent(by -> read.put(by, readable(by)));
    }
    return new Open(read, batch, addresses);
  }

  @Override
  public Turn openDue(int partiesMax) {
    failIfDown();
    lock.lock();
    SortedMap<PartyId, Party> read = new TreeMap<>();
    for (PartyId id : parties.keySet()) {
      boolean due =
          readable(id).cases().values().stream()
              .flatMap(c -> c.wakeAt().stream())
              .anyMatch(at -> !at.isAfter(now));
      if (due && read.size() < partiesMax) {
        read.put(id, readable(id));
      }
    }
    return new Open(read, List.of(), new TreeMap<>());
  }

  private void mustBeTheSame(Letter letter) {
    Letter before = letters.get(letter.id());
    boolean same =
        before == null
            || before.signal().equals(letter.signal())
                && before.to().equals(letter.to())
                && before.by().equals(letter.by());
    if (!same) {
      lock.unlock();
      throw new IllegalStateException(
          "the id " + letter.id() + " was used before by another letter");
    }
  }

  private Party readable(PartyId id) {
    Party all = parties.getOrDefault(id, empty(id));
    SortedMap<UUID, Case> open = new TreeMap<>(all.cases());
    open.values().removeIf(one -> one.closed() || parkedCases.containsKey(one.ref()));
    return new Party(id, all.file(), open);
  }

  @Override
  public void park(Letter letter, SortedMap<PartyId, Sealed> addresses, Throwable trouble) {
    failIfDown();
    locked(
        () -> {
          numbers.putAll(addresses);
          taken.putIfAbsent(letter.id(), new Reply.Parked(letter.id()));
          letters.putIfAbsent(letter.id(), letter);
          letter.to().ifPresent(to -> parkedCases.put(to, letter.id()));
          return null;
        });
  }

  @Override
  public Optional<Lease> acquire(String name, UUID node, Duration term) {
    failIfDown();
    return locked(
        () -> {
          Held held = leases.get(name);
          if (held != null && held.until().isAfter(now)) {
            return Optional.empty();
          }
          Lease lease = new Lease(name, node, held == null ? 1 : held.lease().fence() + 1);
          leases.put(name, new Held(lease, now.plus(term)));
          return Optional.of(lease);
        });
  }

  @Override
  public boolean renew(Lease lease, Duration term) {
    failIfDown();
    return locked(
        () -> {
          boolean still = holds(lease.name(), lease.fence());
          if (still) {
            leases.put(lease.name(), new Held(lease, now.plus(term)));
          }
          return still;
        });
  }

  @Override
  public void release(Lease lease) {
    failIfDown();
    locked(
        () ->
            leases.computeIfPresent(
                lease.name(),
                (name, held) -> held.lease().equals(lease) ? new Held(lease, now) : held));
  }

  @Override
  public List<Command> claim(Lease lease, int commandsMax, Duration margin) {
    failIfDown();
    return moved(
        lease,
        commandsMax,
        State.WAITING,
        State.SENT,
        one -> one.command().notAfter().isAfter(now.plus(margin)));
  }

  @Override
  public int expire(Lease lease, int commandsMax) {
    failIfDown();
    return locked(
        () -> {
          List<Command> late =
              moved(
                  lease,
                  commandsMax,
                  State.WAITING,
                  State.LATE,
                  one -> !one.command().notAfter().isAfter(now));
          late.forEach(
              command ->
                  Performer.orderOf(command)
                      .ifPresent(
                          order -> stored.add(Performer.unsent(command, order, "late", now))));
          return late.size();
        });
  }

  @Override
  public List<Letter> stored(int lettersMax) {
    failIfDown();
    return locked(
        () ->
            stored.stream()
                .filter(letter -> !taken.containsKey(letter.id()))
                .limit(lettersMax)
                .toList());
  }

  @Override
  public List<Command> open(Lease lease) {
    failIfDown();
    return moved(lease, Integer.MAX_VALUE, State.SENT, State.SENT, one -> true);
  }

  private List<Command> moved(Lease lease, int most, State from, State to, Predicate<Kept> which) {
    return locked(
        () -> {
          List<Kept> found =
              commands.values().stream()
                  .filter(
                      one ->
                          holds(lease.name(), lease.fence())
                              && one.state() == from
                              && one.command().gateway().equals(lease.name()))
                  .filter(which)
                  .limit(most)
                  .toList();
          found.forEach(
              one -> commands.put(one.command().id(), new Kept(one.party(), one.command(), to)));
          return found.stream().map(Kept::command).toList();
        });
  }

  @Override
  public boolean done(Lease lease, Command command, String evidence) {
    failIfDown();
    return locked(
        () -> {
          Kept kept = commands.get(command.id());
          if (!holds(lease.name(), lease.fence()) || kept == null || kept.state() != State.SENT) {
            return false;
          }
          commands.put(command.id(), new Kept(kept.party(), command, State.DONE));
          return true;
        });
  }

  @Override
  public List<OrderInTurn> inTurn(String pbx, String queue) {
    failIfDown();
    return locked(() -> List.copyOf(inTurn));
  }

  @Override
  public Optional<Sealed> address(PartyId party) {
    failIfDown();
    return locked(() -> Optional.ofNullable(numbers.get(party)));
  }

  private boolean holds(String name, long fence) {
    Held held = leases.get(name);
    return held != null && held.lease().fence() == fence && held.until().isAfter(now);
  }

  private void failIfDown() {
    RuntimeException trouble = down;
    if (trouble != null) {
      throw trouble;
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static Party empty(PartyId id) {
    return new Party(id, PartyFile.EMPTY, new TreeMap<>());
  }

  private final class Open implements Turn {
    private final SortedMap<PartyId, Party> read;
    private final List<Letter> letters;
    private final SortedMap<PartyId, Sealed> addresses;
    private final List<Letter> behind = new ArrayList<>();
    private boolean closed;

    private Open(
        SortedMap<PartyId, Party> read,
        List<Letter> letters,
        SortedMap<PartyId, Sealed> addresses) {
      this.read = read;
      this.letters = letters;
      this.addresses = addresses;
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public SortedMap<PartyId, Party> parties() {
      return read;
    }

    @Override
    public Map<UUID, Reply> alreadyTaken() {
      Map<UUID, Reply> known = new LinkedHashMap<>(taken);
      known.keySet().retainAll(letters.stream().map(Letter::id).toList());
      return known;
    }

    @Override
    public boolean mustWait(Letter letter) {
      return letter.to().map(parkedCases::containsKey).orElse(false);
    }

    @Override
    public boolean holds(String lease, long fence) {
      return MemoryStore.this.holds(lease, fence);
    }

    @Override
    public void behind(Letter letter) {
      behind.add(letter);
    }

    @Override
    public void commit(List<Taken> all) {
      failIfDown();
      List<Letter> ofTurn = all.stream().map(Taken::letter).toList();
      if (refusesCommit.test(ofTurn)) {
        throw new IllegalStateException("22P05 unsupported Unicode escape sequence");
      }
      numbers.putAll(addresses);
      behind.forEach(letter -> taken.put(letter.id(), new Reply.Parked(letter.id())));
      behind.forEach(letter -> MemoryStore.this.letters.put(letter.id(), letter));
      for (Taken one : all) {
        MemoryStore.this.letters.put(one.letter().id(), one.letter());
        taken.put(one.letter().id(), new Reply.Said(one.answer()));
        one.moved().forEach(ref -> put(one.after().get(ref.party()).cases().get(ref.id())));
        one.settles()
            .forEach(
                s ->
                    commands.computeIfPresent(
                        s.command(), (id, was) -> new Kept(was.party(), was.command(), s.state())));
        stored.addAll(one.stored());
        one.commands()
            .forEach(
                command ->
                    commands.put(
                        command.id(),
                        new Kept(one.letter().party(), command, firstState(command))));
      }
      turns.add(ofTurn);
      close();
    }

    private static State firstState(Command command) {
      return command instanceof Command.PlaceCall call && call.sentByAnswer()
          ? State.SENT
          : State.WAITING;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        lock.unlock();
      }
    }
  }

  /** A signal of a holder of a lease, for tests of the fence. */
  record UnderFence(String lease, long fence) implements Fenced {}
}
