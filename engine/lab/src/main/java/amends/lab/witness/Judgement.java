package amends.lab.witness;

import java.time.Duration;
import java.util.List;

/**
 * The figures of a run of callbacks, with the sentences behind them; judged from the PBX's CEL and
 * queue_log alone.
 *
 * @param booked numbers that were promised a callback and heard so
 * @param bridged of those, numbers joined with an agent for long enough, after the booking
 * @param rungTwice rings too many
 * @param turns agents' answers
 * @param turnViolations turns out of turn
 * @param turnsRangAlready turns that went to a later place because the telephone rang already
 * @param turnsByShare turns that the callbacks' share gave to live callers
 * @param turnsUnjudged turns of place-holders of whom nothing is known from outside
 * @param bookingMillis how long each booking's answer took, sorted
 * @param unreadRows rows of the files that could not be understood
 * @param sentences every offence, in words
 */
public record Judgement(
    int booked,
    int bridged,
    int rungTwice,
    int turns,
    int turnViolations,
    int turnsRangAlready,
    int turnsByShare,
    int turnsUnjudged,
    List<Long> bookingMillis,
    int unreadRows,
    List<String> sentences) {
  public Judgement {
    bookingMillis = List.copyOf(bookingMillis);
    sentences = List.copyOf(sentences);
  }

  /**
   * The rules the run was under.
   *
   * @param talkMin a talk this long keeps the promise
   * @param gap the shortest pause allowed between two rings of one number
   * @param minDelay from booking to being owed a turn
   * @param share the callbacks' share of contested turns, 0 to 1
   */
  public record Rules(Duration talkMin, Duration gap, Duration minDelay, double share) {}

  /** Judges. */
  public static Judgement of(Records records, Rules rules) {
    List<Booking> bookings = Booking.from(records.cel());
    List<Ring> rings = Ring.from(records.cel());
    List<Talk> talks = Talk.from(records.cel());
    List<Booking> promised =
        bookings.stream().filter(b -> b.isPromise() && b.confirmed().isPresent()).toList();
    long bridged =
        promised.stream()
            .filter(
                b ->
                    talks.stream()
                        .anyMatch(
                            t ->
                                Numbers.same(t.number(), b.number())
                                    && t.from().isAfter(b.asked())
                                    && t.lasted(rules.talkMin())))
            .map(Booking::number)
            .distinct()
            .count();
    List<RungTwice.Offence> twice =
        RungTwice.find(rings, talks, bookings, rules.gap(), rules.talkMin());
    TurnOrder.Result order =
        new TurnOrder(rules.minDelay(), Duration.ofSeconds(1), rules.share()).judge(records);
    List<String> sentences = new java.util.ArrayList<>();
    twice.forEach(o -> sentences.add(o.toString()));
    order.overtakings().forEach(o -> sentences.add(o.toString()));
    return new Judgement(
        (int) promised.stream().map(Booking::number).distinct().count(),
        (int) bridged,
        twice.size(),
        order.turns(),
        (int) order.count(TurnOrder.Kind.VIOLATION),
        (int) order.count(TurnOrder.Kind.RANG_ALREADY),
        (int) order.count(TurnOrder.Kind.SHARE),
        order.unjudged(),
        bookings.stream().flatMap(b -> b.took().stream()).map(Duration::toMillis).sorted().toList(),
        records.unread(),
        sentences);
  }

  /** The middle one of the bookings' durations (nearest rank), in ms; -1 when there were none. */
  public long bookingMillisP50() {
    return bookingMillis.isEmpty() ? -1 : bookingMillis.get((bookingMillis.size() - 1) / 2);
  }

  /** The longest of the bookings' durations, in ms; -1 when there were none. */
  public long bookingMillisMax() {
    return bookingMillis.isEmpty() ? -1 : bookingMillis.getLast();
  }
}
