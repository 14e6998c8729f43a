package amends.core.desk;

import java.util.List;

/** What we know of a person beside their cases: how often we called them in the last 7 days. */
public record PartyFile(List<Touch> touches) {
  public static final PartyFile EMPTY = new PartyFile(List.of());

  public PartyFile {
    touches = List.copyOf(touches);
  }
}
