package amends.lab.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A caller asked to be called back.
 *
 * @param call uniqueid of the caller's channel
 * @param number the caller's number
 * @param queue and {@code priorityClass} and {@code place}: where and since when the caller had
 *     waited
 * @param asked when the PBX turned to the engine
 * @param answered when it had the answer, or gave up waiting
 * @param answer the answer's first word, e.g. BOOKED; empty when there was none
 * @param confirmed when the caller was told so
 */
public record Booking(
    String call,
    String number,
    String queue,
    int priorityClass,
    Instant place,
    Instant asked,
    Optional<Instant> answered,
    String answer,
    Optional<Instant> confirmed) {

  /** All requests, in order of time; one call may make several. */
  public static List<Booking> from(List<CelRow> cel) {
    Map<String, List<CelRow>> byCall =
        cel.stream().collect(Collectors.groupingBy(CelRow::uniqueid));
    List<Booking> bookings = new ArrayList<>();
    for (List<CelRow> call : byCall.values()) {
      Arrival arrival = Arrival.of(call);
      for (int i = 0; i < call.size(); i++) {
        if (call.get(i).isUser("AmAsk")) {
          bookings.add(one(call.subList(i, end(call, i)), arrival));
        }
      }
    }
    bookings.sort(Comparator.comparing(Booking::asked));
    return bookings;
  }

  /**
   * Whether the caller was promised a new callback: the engine booked it, or the PBX noted it for
   * the engine and said so. An answer EXISTS confirms an earlier promise and is none of its own.
   */
  public boolean isPromise() {
    return answer.equals("BOOKED")
        || (confirmed.isPresent() && !answer.equals("EXISTS") && !answer.equals("REFUSED"));
  }

  /** How long the caller waited for the answer; empty when there was none. */
  public Optional<Duration> took() {
    return answered.map(at -> Duration.between(asked, at));
  }

  private static int end(List<CelRow> call, int from) {
    int to = from + 1;
    while (to < call.size() && !call.get(to).isUser("AmAsk")) {
      to++;
    }
    return to;
  }

  private static Booking one(List<CelRow> rows, Arrival arrival) {
    CelRow ask = rows.getFirst();
    Optional<CelRow> answer = rows.stream().filter(r -> r.isUser("AmAnswer")).findFirst();
    return new Booking(
        ask.uniqueid(),
        ask.callerNumber(),
        arrival.queue(),
        arrival.priorityClass(),
        arrival.at().orElse(ask.at()),
        ask.at(),
        answer.map(CelRow::at),
        answer.map(r -> r.word(0)).orElse(""),
        rows.stream().filter(r -> r.isUser("AmConfirm")).map(CelRow::at).findFirst());
  }
}
