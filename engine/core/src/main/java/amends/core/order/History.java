package amends.core.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an order has been through so far: what its verdict, its boards and the balance are read
 * from.
 *
 * @param attempts calls that count against the retry budget, all causes together
 * @param uncounted calls that came to nothing and were not the customer's doing, of the last hour,
 *     oldest first
 * @param passes how often an agent let it pass, or let it ring out twice
 * @param firstRingAt when their phone first rang
 * @param reachedAt when they first answered; this is not yet "kept"
 * @param bridgedAt when they first were connected with an agent, however shortly
 * @param keptAt the beginning of the first bridge that lasted long enough
 * @param dueMissedAt the due instant, once it has passed unkept
 * @param needsPersonAt when a person was first asked to look
 * @param assumed the attempt that was counted without evidence, so that late evidence can correct
 *     it
 */
public record History(
    int attempts,
    List<Instant> uncounted,
    int passes,
    Optional<Instant> firstRingAt,
    Optional<Instant> reachedAt,
    Optional<Instant> bridgedAt,
    Optional<Instant> keptAt,
    Optional<Instant> dueMissedAt,
    Optional<Instant> needsPersonAt,
    Optional<UUID> assumed) {
  private static final Duration UNCOUNTED_KEPT = Duration.ofHours(1);

  /** Nothing has happened yet. */
  public static final History NONE =
      new History(
          0,
          List.of(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public History {
    uncounted = List.copyOf(uncounted);
  }

  History withAttempts(int n) {
    return new History(
        n,
        uncounted,
        passes,
        firstRingAt,
        reachedAt,
        bridgedAt,
        keptAt,
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  /** One more call that does not count; those older than an hour are forgotten. */
  History withUncounted(Instant at) {
    List<Instant> next =
        new ArrayList<>(
            uncounted.stream().filter(t -> t.isAfter(at.minus(UNCOUNTED_KEPT))).toList());
    next.add(at);
    return new History(
        attempts,
        next,
        passes,
        firstRingAt,
        reachedAt,
        bridgedAt,
        keptAt,
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  History withPass() {
    return new History(
        attempts,
        uncounted,
        passes + 1,
        firstRingAt,
        reachedAt,
        bridgedAt,
        keptAt,
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  History rang(Instant at) {
    return new History(
        attempts,
        uncounted,
        passes,
        earlier(firstRingAt, at),
        reachedAt,
        bridgedAt,
        keptAt,
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  /** An answer proves that the phone rang, even where no ringing was told. */
  History answered(Instant at) {
    return new History(
        attempts,
        uncounted,
        passes,
        earlier(firstRingAt, at),
        earlier(reachedAt, at),
        bridgedAt,
        keptAt,
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  /** A bridge proves an answer. */
  History bridged(Instant at) {
    return new History(
        attempts,
        uncounted,
        passes,
        earlier(firstRingAt, at),
        earlier(reachedAt, at),
        earlier(bridgedAt, at),
        keptAt,
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  History kept(Instant at) {
    return new History(
        attempts,
        uncounted,
        passes,
        firstRingAt,
        reachedAt,
        bridgedAt,
        earlier(keptAt, at),
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  /** An agent said it was a machine: the bridge does not keep the promise. */
  History notKept() {
    return new History(
        attempts,
        uncounted,
        passes,
        firstRingAt,
        reachedAt,
        bridgedAt,
        Optional.empty(),
        dueMissedAt,
        needsPersonAt,
        assumed);
  }

  History dueMissed(Instant due) {
    return new History(
        attempts,
        uncounted,
        passes,
        firstRingAt,
        reachedAt,
        bridgedAt,
        keptAt,
        Optional.of(due),
        needsPersonAt,
        assumed);
  }

  History needsPerson(Instant at) {
    return new History(
        attempts,
        uncounted,
        passes,
        firstRingAt,
        reachedAt,
        bridgedAt,
        keptAt,
        dueMissedAt,
        earlier(needsPersonAt, at),
        assumed);
  }

  History assuming(Optional<UUID> attempt) {
    return new History(
        attempts,
        uncounted,
        passes,
        firstRingAt,
        reachedAt,
        bridgedAt,
        keptAt,
        dueMissedAt,
        needsPersonAt,
        attempt);
  }

  private static Optional<Instant> earlier(Optional<Instant> known, Instant at) {
    return known.filter(t -> t.isBefore(at)).or(() -> Optional.of(at));
  }
}
