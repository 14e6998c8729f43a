package amends.lab.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges whose turn it was. A violation: an agent answered an entry while one with an earlier
 * (class, place) waited unrung in the same queue. The agent's telephone begins to ring for one
 * entry and is not called off for another, so who only began to wait after that ring began was
 * passed over unavoidably: such turns are counted apart, not as violations.
 */
public final class TurnOrder {
  private final Duration minDelay;
  private final Duration tie;
  private final double share;

  /**
   * The rules of the run.
   *
   * @param minDelay from the booking to when the callback is owed a turn
   * @param tie places, and beginnings of waiting, this close are the same instant
   * @param share at most this share (0 to 1) of the turns goes to callbacks while live callers
   *     wait; 1 for no limit
   */
  public TurnOrder(Duration minDelay, Duration tie, double share) {
    this.minDelay = minDelay;
    this.tie = tie;
    this.share = share;
  }

  /**
   * Someone who waited: a live caller's entry, or a booking from its min_delay on, inserted or not.
   */
  record Waiter(
      String who,
      String queue,
      boolean booking,
      int priorityClass,
      Instant place,
      Instant since,
      Instant until,
      Optional<Instant> rung) {}

  /** Why an entry with a later place was answered first. */
  public enum Kind {
    /** Out of turn. */
    VIOLATION,
    /**
     * The earlier one began to wait when the agent's telephone rang already (or within the tie
     * before).
     */
    RANG_ALREADY,
    /** The callbacks had had their share of the turns. */
    SHARE
  }

  /** One turn that went to a later place. */
  public record Overtaking(
      Kind kind, Entry served, String passedOver, Instant itsPlace, Instant itWaitedSince) {
    @Override
    public String toString() {
      return kind
          + ": "
          + served.queue()
          + " answered "
          + (served.number().isEmpty() ? served.call() : served.number())
          + " (place "
          + served.place().map(Instant::toString).orElse("?")
          + ") at "
          + served.answered().map(Instant::toString).orElse("?")
          + " before "
          + passedOver
          + " (place "
          + itsPlace
          + ", waiting since "
          + itWaitedSince
          + ")";
    }
  }

  /**
   * All turns judged: how many there were, how many could not be judged from outside, and who was
   * passed over.
   */
  public record Result(int turns, int unjudged, List<Overtaking> overtakings) {
    /** How many of a kind. */
    public long count(Kind kind) {
      return overtakings.stream().filter(o -> o.kind() == kind).count();
    }
  }

  /**
   * Judges every turn; an entry that passed over several people is one overtaking, named by the
   * earliest of them.
   */
  public Result judge(Records records) {
    List<Entry> entries = Entry.from(records);
    List<AgentRing> rings = AgentRing.from(records.cel());
    List<Waiter> waiters = waiters(records, entries, rings);
    List<Entry> turns =
        entries.stream()
            .filter(e -> e.answered().isPresent())
            .sorted(Comparator.comparing(e -> e.answered().orElseThrow()))
            .toList();
    List<Overtaking> found = new ArrayList<>();
    Shares shares = new Shares(share);
    int unjudged = 0;
    for (Entry turn : turns) {
      if (turn.place().isEmpty()) {
        unjudged++;
        continue;
      }
      Instant answered = turn.answered().orElseThrow();
      Instant rang =
          rings.stream()
              .filter(
                  r ->
                      r.linkedid().equals(turn.linkedid())
                          && !r.at().isAfter(answered)
                          && !r.at().isBefore(turn.entered()))
              .map(AgentRing::at)
              .reduce((a, b) -> b)
              .orElse(answered);
      List<Waiter> earlier =
          waiters.stream()
              .filter(
                  w -> w.queue().equals(turn.queue()) && waits(w, answered) && isBefore(w, turn))
              .sorted(Comparator.comparing(Waiter::place))
              .toList();
      earlier.stream()
          .filter(w -> kind(w, turn, rang, shares) == Kind.VIOLATION)
          .findFirst()
          .or(() -> earlier.stream().findFirst())
          .ifPresent(
              w ->
                  found.add(
                      new Overtaking(
                          kind(w, turn, rang, shares), turn, w.who(), w.place(), w.since())));
      boolean contested =
          waiters.stream()
              .anyMatch(
                  w ->
                      w.queue().equals(turn.queue())
                          && w.booking() != turn.placeHolder()
                          && waits(w, rang));
      shares.count(turn.queue(), turn.placeHolder(), contested);
    }
    return new Result(turns.size(), unjudged, List.copyOf(found));
  }

  private Kind kind(Waiter waiter, Entry turn, Instant rang, Shares shares) {
    if (waiter.since().isAfter(rang.minus(tie))) {
      return Kind.RANG_ALREADY;
    }
    return waiter.booking() && !turn.placeHolder() && shares.usedUp(turn.queue())
        ? Kind.SHARE
        : Kind.VIOLATION;
  }

  /** Still waiting at the instant, and no agent's telephone has rung for them yet. */
  private static boolean waits(Waiter waiter, Instant at) {
    boolean rung = waiter.rung().filter(r -> !r.isAfter(at)).isPresent();
    return !waiter.since().isAfter(at) && waiter.until().isAfter(at) && !rung;
  }

  private boolean isBefore(Waiter waiter, Entry turn) {
    return waiter.priorityClass() > turn.priorityClass()
        || (waiter.priorityClass() == turn.priorityClass()
            && waiter.place().isBefore(turn.place().orElseThrow().minus(tie)));
  }

  private List<Waiter> waiters(Records records, List<Entry> entries, List<AgentRing> rings) {
    List<Waiter> waiters = new ArrayList<>();
    for (Entry entry : entries) {
      if (!entry.placeHolder() && entry.place().isPresent()) {
        waiters.add(
            new Waiter(
                "caller " + entry.number(),
                entry.queue(),
                false,
                entry.priorityClass(),
                entry.place().orElseThrow(),
                entry.entered(),
                entry.answered().or(entry::left).orElse(Instant.MAX),
                firstRing(rings, r -> r.linkedid().equals(entry.linkedid()), entry.entered())));
      }
    }
    Persons persons = Persons.from(records.cel());
    for (Booking booking : Booking.from(records.cel())) {
      if (booking.isPromise()) {
        waiters.add(
            new Waiter(
                "callback " + booking.number(),
                booking.queue(),
                true,
                booking.priorityClass(),
                booking.place(),
                booking.answered().orElse(booking.asked()).plus(minDelay),
                Instant.MAX,
                firstRing(
                    rings,
                    r -> Numbers.same(persons.numberBehind(r.linkedid()), booking.number()),
                    booking.asked())));
      }
    }
    return waiters;
  }

  private static Optional<Instant> firstRing(
      List<AgentRing> rings, java.util.function.Predicate<AgentRing> whose, Instant from) {
    return rings.stream()
        .filter(r -> whose.test(r) && !r.at().isBefore(from))
        .map(AgentRing::at)
        .findFirst();
  }
}
