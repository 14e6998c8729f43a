package amends.core.order;

import amends.core.desk.Fact;
import amends.core.desk.PartyFile;
import amends.core.desk.Request;
import amends.core.desk.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a person's file by what became true of their orders: calls made to them, requests they
 * made; of 7 days.
 */
public final class PartyFiles {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final String VOICE = "voice";

  private PartyFiles() {}

  /**
   * The called person's file: an attempt adds a touch, proof that it was not placed takes it back.
   */
  public static PartyFile called(PartyFile file, Fact fact, Instant clock) {
    List<Touch> touches =
        switch (fact) {
          case OrderFact.AttemptPlaced placed -> {
            Touch touch = new Touch(placed.attempt(), placed.at(), VOICE, placed.purpose());
            yield Stream.concat(file.touches().stream(), Stream.of(touch)).toList();
          }
          case OrderFact.AttemptUnplaced un ->
              file.touches().stream().filter(t -> !t.attempt().equals(un.attempt())).toList();
          default -> file.touches();
        };
    return new PartyFile(
        touches.stream()
            .filter(t -> young(t.at(), clock))
            .sorted(Comparator.comparing(Touch::at))
            .toList(),
        file.requests());
  }

  /** The asking person's file: a promise made to them, or through them to somebody else. */
  public static PartyFile asked(PartyFile file, Fact fact, Instant clock) {
    Stream<Request> one =
        fact instanceof OrderFact.Accepted a
            ? Stream.of(new Request(a.request(), a.at()))
            : Stream.empty();
    return new PartyFile(
        file.touches(),
        Stream.concat(file.requests().stream(), one)
            .filter(r -> young(r.at(), clock))
            .sorted(Comparator.comparing(Request::at))
            .toList());
  }

  private static boolean young(Instant at, Instant clock) {
    return at.isAfter(clock.minus(KEPT));
  }
}
