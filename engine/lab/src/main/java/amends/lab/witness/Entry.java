package amends.lab.witness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Someone stood in a queue: a caller, or a place-holder for a customer who will be called back.
 *
 * @param call uniqueid of the channel in the queue
 * @param number the person's number; empty for a place-holder of whom nothing is known from outside
 * @param priorityClass 0 to 9, higher is earlier
 * @param place the instant that decides the turn; absent where it is not known from outside
 * @param answered when an agent was joined to this entry
 * @param agent who, as queue_log names the member; empty when nobody
 * @param exit queue_log's word for how it ended, e.g. CONNECT, ABANDON, EXITWITHKEY; empty while it
 *     stands
 */
public record Entry(
    String call,
    String linkedid,
    String queue,
    boolean placeHolder,
    String number,
    int priorityClass,
    Optional<Instant> place,
    Instant entered,
    Optional<Instant> left,
    Optional<Instant> answered,
    String agent,
    String exit) {
  private static final List<String> EXITS =
      List.of("CONNECT", "ABANDON", "EXITWITHKEY", "EXITWITHTIMEOUT", "EXITEMPTY", "WITHDRAW");

  /** All entries, in order of entering. */
  public static List<Entry> from(Records records) {
    Map<String, List<CelRow>> byCall =
        records.cel().stream().collect(Collectors.groupingBy(CelRow::uniqueid));
    Persons persons = Persons.from(records.cel());
    Map<String, List<QueueLogRow>> exits = new HashMap<>();
    records.queueLog().stream()
        .filter(r -> EXITS.contains(r.event()))
        .forEach(r -> exits.computeIfAbsent(r.call(), c -> new ArrayList<>()).add(r));
    List<Entry> entries = new ArrayList<>();
    byCall.forEach(
        (call, rows) -> {
          int nth = 0;
          for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).type().equals("APP_START")
                && rows.get(i).app().equalsIgnoreCase("Queue")) {
              List<QueueLogRow> own = exits.getOrDefault(call, List.of());
              entries.add(
                  one(
                      rows.subList(i, rows.size()),
                      Arrival.of(rows),
                      persons,
                      nth < own.size() ? Optional.of(own.get(nth)) : Optional.empty()));
              nth++;
            }
          }
        });
    entries.sort(Comparator.comparing(Entry::entered));
    return entries;
  }

  private static Entry one(
      List<CelRow> rows, Arrival arrival, Persons persons, Optional<QueueLogRow> exit) {
    CelRow start = rows.getFirst();
    Optional<Instant> left =
        rows.stream()
            .skip(1)
            .filter(r -> r.type().equals("APP_END") || r.type().equals("HANGUP"))
            .map(CelRow::at)
            .findFirst();
    Optional<Instant> answered =
        rows.stream()
            .filter(r -> r.type().equals("BRIDGE_ENTER"))
            .map(CelRow::at)
            .filter(at -> left.isEmpty() || !at.isAfter(left.get()))
            .findFirst();
    boolean placeHolder = Persons.isReservation(start.linkedid());
    Optional<Booking> promise =
        placeHolder ? persons.promiseBehind(start.linkedid(), start.at()) : Optional.empty();
    String number = placeHolder ? persons.numberBehind(start.linkedid()) : start.callerNumber();
    return new Entry(
        start.uniqueid(),
        start.linkedid(),
        start.appData().split(",", 2)[0],
        placeHolder,
        number,
        placeHolder ? promise.map(Booking::priorityClass).orElse(0) : arrival.priorityClass(),
        placeHolder ? promise.map(Booking::place) : arrival.at(),
        start.at(),
        left,
        answered,
        exit.filter(r -> r.event().equals("CONNECT")).map(QueueLogRow::agent).orElse(""),
        exit.map(QueueLogRow::event).orElse(""));
  }
}
