package amends.core.order;

import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A call owed to a person by a time, in the stage it stands in. */
public sealed interface Order extends Case {
  Promise promise();

  History history();

  /** The stage as the tables spell it: {@code waiting}, {@code ready}, … */
  default String stage() {
    return switch (this) {
      case Waiting w -> "waiting";
      case Ready r -> "ready";
      case Reserving r -> "reserving";
      case Dialling d -> "dialling";
      case Talking t -> "talking";
      case WrapUp w -> "wrapup";
      case Closed c -> "closed";
    };
  }

  @Override
  default boolean closed() {
    return this instanceof Closed;
  }

  /**
   * When its turn may come, or since when it may; empty in the other stages, and while a person has
   * to decide.
   */
  default Optional<Instant> readyAt() {
    return switch (this) {
      case Waiting w -> w.until();
      case Ready r -> Optional.of(r.since());
      case Reserving r -> Optional.empty();
      case Dialling d -> Optional.empty();
      case Talking t -> Optional.empty();
      case WrapUp w -> Optional.empty();
      case Closed c -> Optional.empty();
    };
  }

  /** How the promise ended; empty while it is open. */
  default Optional<Verdict> ended() {
    return this instanceof Closed c ? Optional.of(c.verdict()) : Optional.empty();
  }

  /**
   * Who closed it: {@code agent:<member>}, {@code customer}, {@code timer}, {@code attempts},
   * {@code evidence} (a call assumed placed proved to have kept it).
   */
  default Optional<String> endedBy() {
    return this instanceof Closed c ? Optional.of(c.closedBy()) : Optional.empty();
  }

  /** The same stage with another history. */
  default Order with(History h) {
    return switch (this) {
      case Waiting w -> new Waiting(w.ref(), w.promise(), h, w.until(), w.rule());
      case Ready r -> new Ready(r.ref(), r.promise(), h, r.since());
      case Reserving r ->
          new Reserving(
              r.ref(),
              r.promise(),
              h,
              r.reservation(),
              r.since(),
              r.stoodAt(),
              r.ignoredAt(),
              r.leaving());
      case Dialling d -> new Dialling(d.ref(), d.promise(), h, d.course(), d.lookAt());
      case Talking t -> new Talking(t.ref(), t.promise(), h, t.course(), t.bridgedAt(), t.lookAt());
      case WrapUp w -> new WrapUp(w.ref(), w.promise(), h, w.course(), w.overAt(), w.until());
      case Closed c ->
          new Closed(
              c.ref(), c.promise(), h, c.verdict(), c.closedBy(), c.closedAt(), c.disposition());
    };
  }

  /**
   * Whether this reservation or attempt is the one it is busy with, or the one it assumed placed.
   */
  default boolean concerns(UUID reservationOrAttempt) {
    boolean current =
        switch (this) {
          case Waiting w -> false;
          case Ready r -> false;
          case Reserving r -> r.reservation().equals(reservationOrAttempt);
          case Dialling d -> d.course().concerns(reservationOrAttempt);
          case Talking t -> t.course().concerns(reservationOrAttempt);
          case WrapUp w -> w.course().concerns(reservationOrAttempt);
          case Closed c -> false;
        };
    return current || history().assumed().filter(reservationOrAttempt::equals).isPresent();
  }

  default int attempts() {
    return history().attempts();
  }

  default Optional<Instant> firstRingAt() {
    return history().firstRingAt();
  }

  default Optional<Instant> reachedAt() {
    return history().reachedAt();
  }

  default Optional<Instant> keptAt() {
    return history().keptAt();
  }

  default Optional<Instant> dueMissedAt() {
    return history().dueMissedAt();
  }

  default Optional<Instant> needsPersonAt() {
    return history().needsPersonAt();
  }

  /**
   * Not to be dialled yet.
   *
   * @param until empty when only a person can say how it goes on (a wrong number)
   * @param rule why it waits, the word boards show: {@code min-delay}, {@code no-answer}, {@code
   *     passed} …
   */
  record Waiting(
      CaseRef ref, Promise promise, History history, Optional<Instant> until, String rule)
      implements Order {
    @Override
    public Optional<Instant> wakeAt() {
      return first(until, dueWatch(promise, history));
    }
  }

  /** Its turn may come; pacing decides when. */
  record Ready(CaseRef ref, Promise promise, History history, Instant since) implements Order {
    @Override
    public Optional<Instant> wakeAt() {
      return dueWatch(promise, history);
    }
  }

  /**
   * A place-holder stands in the queue, or is on its way in or out; ended only by evidence that its
   * channel is gone.
   *
   * @param reservation the id of the Reserve command
   * @param ignoredAt when agents' phones rang out for it
   */
  record Reserving(
      CaseRef ref,
      Promise promise,
      History history,
      UUID reservation,
      Instant since,
      Optional<Instant> stoodAt,
      List<Instant> ignoredAt,
      Optional<Leaving> leaving)
      implements Order {
    public Reserving {
      ignoredAt = List.copyOf(ignoredAt);
    }

    @Override
    public Optional<Instant> wakeAt() {
      return first(leaving.map(Leaving::askAgainAt), dueWatch(promise, history));
    }
  }

  /**
   * The agent has accepted and the customer may be rung.
   *
   * @param lookAt when the clock is looked at, should no end of it be heard before
   */
  record Dialling(CaseRef ref, Promise promise, History history, Course course, Instant lookAt)
      implements Order {
    @Override
    public Optional<Instant> wakeAt() {
      return first(Optional.of(lookAt), dueWatch(promise, history));
    }
  }

  /**
   * Customer and agent are connected.
   *
   * @param lookAt when a person is asked, should no end of the call be heard; empty once asked
   */
  record Talking(
      CaseRef ref,
      Promise promise,
      History history,
      Course course,
      Instant bridgedAt,
      Optional<Instant> lookAt)
      implements Order {
    @Override
    public Optional<Instant> wakeAt() {
      boolean inTime = !bridgedAt.isAfter(promise.due());
      return inTime ? lookAt : first(lookAt, dueWatch(promise, history));
    }
  }

  /** The call was long enough; the agent has yet to say how it went. */
  record WrapUp(
      CaseRef ref, Promise promise, History history, Course course, Instant overAt, Instant until)
      implements Order {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(until);
    }
  }

  /**
   * The promise has ended.
   *
   * @param disposition the agent's key; empty when none was given, and boards say so
   */
  record Closed(
      CaseRef ref,
      Promise promise,
      History history,
      Verdict verdict,
      String closedBy,
      Instant closedAt,
      Optional<String> disposition)
      implements Order {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.empty();
    }
  }

  private static Optional<Instant> dueWatch(Promise promise, History history) {
    return history.dueMissedAt().isPresent() || history.keptAt().isPresent()
        ? Optional.empty()
        : Optional.of(promise.due());
  }

  private static Optional<Instant> first(Optional<Instant> a, Optional<Instant> b) {
    return Stream.of(a, b).flatMap(Optional::stream).min(Instant::compareTo);
  }
}
