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
    Next next = new Next(this);
    next.attempts = n;
    return next.history();
  }

  /** One more call that does not count; those older than an hour are forgotten. */
  History withUncounted(Instant at) {
    Next next = new Next(this);
    next.uncounted.removeIf(t -> !t.isAfter(at.minus(UNCOUNTED_KEPT)));
    next.uncounted.add(at);
    return next.history();
  }

  History withPass() {
    Next next = new Next(this);
    next.passes++;
    return next.history();
  }

  History rang(Instant at) {
    Next next = new Next(this);
    next.firstRingAt = earlier(firstRingAt, at);
    return next.history();
  }

  /** An answer proves that the phone rang, even where no ringing was told. */
  History answered(Instant at) {
    Next next = new Next(rang(at));
    next.reachedAt = earlier(reachedAt, at);
    return next.history();
  }

  /** A bridge proves an answer. */
  History bridged(Instant at) {
    Next next = new Next(answered(at));
    next.bridgedAt = earlier(bridgedAt, at);
    return next.history();
  }

  History kept(Instant at) {
    Next next = new Next(this);
    next.keptAt = earlier(keptAt, at);
    return next.history();
  }

  /** An agent said it was a machine: the bridge does not keep the promise. */
  History notKept() {
    Next next = new Next(this);
    next.keptAt = Optional.empty();
    return next.history();
  }

  History dueMissed(Instant due) {
    Next next = new Next(this);
    next.dueMissedAt = Optional.of(due);
    return next.history();
  }

  History needsPerson(Instant at) {
    Next next = new Next(this);
    next.needsPersonAt = earlier(needsPersonAt, at);
    return next.history();
  }

  History assuming(Optional<UUID> attempt) {
    Next next = new Next(this);
    next.assumed = attempt;
    return next.history();
  }

  private static Optional<Instant> earlier(Optional<Instant> known, Instant at) {
    return known.filter(t -> t.isBefore(at)).or(() -> Optional.of(at));
  }

  /** The history that comes next, while it differs from this one. */
  private static final class Next {
    private int attempts;
    private final List<Instant> uncounted;
    private int passes;
    private Optional<Instant> firstRingAt;
    private Optional<Instant> reachedAt;
    private Optional<Instant> bridgedAt;
    private Optional<Instant> keptAt;
    private Optional<Instant> dueMissedAt;
    private Optional<Instant> needsPersonAt;
    private Optional<UUID> assumed;

    Next(History from) {
      attempts = from.attempts;
      uncounted = new ArrayList<>(from.uncounted);
      passes = from.passes;
      firstRingAt = from.firstRingAt;
      reachedAt = from.reachedAt;
      bridgedAt = from.bridgedAt;
      keptAt = from.keptAt;
      dueMissedAt = from.dueMissedAt;
      needsPersonAt = from.needsPersonAt;
      assumed = from.assumed;
    }

    History history() {
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
          assumed);
    }
  }
}
