package amends.server.runtime;

import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Signal;
import amends.core.desk.Taken;
import amends.core.pacing.Member;
import amends.core.pacing.QueuePicture;
import amends.core.pacing.TurnNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Made-up parties, letters and a switchboard that counts, for tests of the runtime. */
final class Samples {
  static final Instant T = Instant.parse("2026-03-02T09:00:00Z");

  private Samples() {}

  static PartyId party(int n) {
    return new PartyId(new UUID(n, n));
  }

  static CaseRef order(int n) {
    return new CaseRef(party(n), Kind.ORDER, new UUID(7, n));
  }

  static Letter letter(int party, String name) {
    return letter(party, name, new Word(name));
  }

  static Letter letter(int party, String name, Signal signal) {
    return new Letter(
        LetterId.of("test", party, name),
        T,
        party(party),
        Optional.empty(),
        Optional.of(order(party)),
        signal);
  }

  /** A queue in which nobody waits, with so many members, all free. */
  static QueuePicture queue(String name, int free) {
    Member idle =
        new Member(
            "PJSIP/agent",
            false,
            Member.Device.NOT_IN_USE,
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty());
    return new QueuePicture(
        "a",
        name,
        Collections.nCopies(free, idle),
        List.of(),
        0,
        Duration.ZERO,
        TurnNumber.T0_DEFAULT);
  }

  static Command.Reserve reserve(int n, Instant notAfter) {
    return new Command.Reserve(new UUID(9, n), order(n), "a", "sales", 0, T, notAfter);
  }

  static Command.PlaceCall placeCall(int n, Instant notAfter) {
    return new Command.PlaceCall(new UUID(8, n), order(n), "a", true, notAfter);
  }

  /** Counts the words of its party; answers {@code <word>#<count>}; fails at {@code poison}. */
  static Taken count(SortedMap<PartyId, Party> parties, Letter letter, Instant clock) {
    String word =
        letter.signal() instanceof Word(String text)
            ? text
            : letter.signal().getClass().getSimpleName();
    if (word.startsWith("poison")) {
      throw new IllegalArgumentException("no turn can be made of " + word);
    }
    CaseRef ref = letter.to().orElseThrow();
    Party party =
        parties.getOrDefault(
            letter.party(), new Party(letter.party(), PartyFile.EMPTY, new TreeMap<>()));
    int before = party.cases().get(ref.id()) instanceof Tally tally ? tally.n() : 0;
    SortedMap<PartyId, Party> after = new TreeMap<>(parties);
    after.put(letter.party(), party.with(new Tally(ref, before + 1, Optional.empty())));
    return taken(after, letter, List.of(ref), word + "#" + (before + 1));
  }

  static Taken taken(
      SortedMap<PartyId, Party> after, Letter letter, List<CaseRef> moved, String answer) {
    return new Taken(
        after,
        letter,
        moved,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(answer),
        Optional.empty());
  }

  /** Waits for a condition, at most 10 s; that it came is the claim, not when. */
  static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not come about within 10 s");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  record Word(String text) implements Signal {}

  record Tally(CaseRef ref, int n, Optional<Instant> wakeAt) implements Case {
    @Override
    public boolean closed() {
      return false;
    }
  }
}
