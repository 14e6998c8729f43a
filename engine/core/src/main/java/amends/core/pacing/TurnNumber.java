package amends.core.pacing;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whose turn it is, as one number: what {@code QUEUE_PRIO} is set to, for live callers and
 * place-holders alike. A higher class comes first, inside it the earlier arrival.
 *
 * @param turnClass 0 to 9
 * @param place arrival, whole seconds
 */
public record TurnNumber(int turnClass, Instant place) implements Comparable<TurnNumber> {
  /** 2026-01-01T00:00:00Z, the dialplan's AMENDS_T0 where the admin sets no other. */
  public static final long T0_DEFAULT = 1_767_225_600L;

  /** Seconds one class spans: with T0 of 2026 the numbers end on 2032-05-03. */
  public static final long SPAN = 200_000_000L;

  private static final int CLASS_MAX = 9;

  private static final Comparator<TurnNumber> FIRST_SERVED =
      Comparator.comparing(TurnNumber::turnClass, Comparator.reverseOrder())
          .thenComparing(TurnNumber::place);

  /**
   * Places count in whole seconds, as the PBX counts them.
   *
   * @throws IllegalArgumentException for a class outside 0 to 9
   */
  public TurnNumber {
    if (turnClass < 0 || turnClass > CLASS_MAX) {
      throw new IllegalArgumentException("a turn's class is 0 to 9, this is " + turnClass);
    }
    place = Instant.ofEpochSecond(place.getEpochSecond());
  }

  /**
   * The number as the dialplan computes it.
   *
   * @param t0 the PBX's AMENDS_T0, epoch seconds
   * @throws IllegalArgumentException for a place before T0 or beyond its span: it would stand in
   *     another class
   */
  public long priority(long t0) {
    long since = place.getEpochSecond() - t0;
    if (since < 0 || since >= SPAN) {
      throw new IllegalArgumentException(
          "place "
              + place
              + " has no turn number from T0 "
              + Instant.ofEpochSecond(t0)
              + ": set AMENDS_T0 on the PBX,"
              + " and here, to an instant at most "
              + SPAN
              + " s before it");
    }
    return turnClass * SPAN + SPAN - since;
  }

  /** Reads a queue entry's priority; empty where our Gosub did not set it. */
  public static Optional<TurnNumber> read(long priority, long t0) {
    if (priority <= 0 || priority > (CLASS_MAX + 1) * SPAN) {
      return Optional.empty();
    }
    long turnClass = (priority - 1) / SPAN;
    return Optional.of(
        new TurnNumber(
            (int) turnClass, Instant.ofEpochSecond(t0 + (turnClass + 1) * SPAN - priority)));
  }

  /** Who is served first comes first. */
  @Override
  public int compareTo(TurnNumber other) {
    return FIRST_SERVED.compare(this, other);
  }
}
