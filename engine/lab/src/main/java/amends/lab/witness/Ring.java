package amends.lab.witness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A customer's telephone was called, as seen from the customer's side.
 *
 * @param attempt the engine's attempt id as the PBX carried it; empty when it carried none
 * @param answered when the customer picked up
 * @param ended when the line was free again
 */
public record Ring(
    String number,
    String attempt,
    Instant at,
    Optional<Instant> answered,
    Optional<Instant> ended,
    String channel,
    String linkedid) {

  /** All rings, in order of time. */
  public static List<Ring> from(List<CelRow> cel) {
    Map<String, List<CelRow>> byChannel =
        cel.stream().collect(Collectors.groupingBy(CelRow::uniqueid));
    List<Ring> rings = new ArrayList<>();
    for (CelRow row : cel) {
      if (row.isUser("LabRing")) {
        List<CelRow> own = byChannel.get(row.uniqueid());
        rings.add(
            new Ring(
                row.word(0),
                row.word(1),
                row.at(),
                own.stream().filter(r -> r.isUser("LabAnswer")).map(CelRow::at).findFirst(),
                own.stream().filter(r -> r.type().equals("HANGUP")).map(CelRow::at).findFirst(),
                row.channel(),
                row.linkedid()));
      }
    }
    rings.sort(Comparator.comparing(Ring::at));
    return rings;
  }

  /** The other end of the customer's Local channel: the leg that is bridged. */
  String bridgedChannel() {
    return channel.replaceFirst(";2$", ";1");
  }
}
