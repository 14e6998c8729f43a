package amends.server.ami;

import java.util.SortedMap;

/**
 * Takes the notes of bookings that a PBX had to keep for us; each is given again until the PBX was
 * told to forget it.
 */
@FunctionalInterface
public interface NoteReader {
  /**
   * Called on a thread that may block for a moment; the next look waits for it.
   *
   * @param pbx whose notes these are
   * @param notes the key of each ({@code <pbx>-<uniqueid>-<n>}) and its raw text ({@code v1|…}):
   *     not checked, may be hostile
   */
  void found(String pbx, SortedMap<String, String> notes);
}
