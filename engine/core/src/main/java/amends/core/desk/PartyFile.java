package amends.core.desk;

import java.util.List;

/**
 * What we know of a person beside their cases, of the last 7 days.
 *
 * @param touches how often we called them, oldest first
 * @param requests what they asked us for, also for another person, oldest first
 */
public record PartyFile(List<Touch> touches, List<Request> requests) {
  public static final PartyFile EMPTY = new PartyFile(List.of(), List.of());

  public PartyFile {
    touches = List.copyOf(touches);
    requests = List.copyOf(requests);
  }
}
