package amends.lab.witness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One channel event of the PBX.
 *
 * @param type e.g. {@code BRIDGE_ENTER}; a user event's own name for user events
 * @param userEvent the user event's name, empty for others
 * @param extra of a user event its text, of others JSON as Asterisk wrote it
 * @param callerNumber the number the channel's caller shows
 */
public record CelRow(
    String type,
    Instant at,
    String userEvent,
    String channel,
    String uniqueid,
    String linkedid,
    String exten,
    String context,
    String app,
    String appData,
    String extra,
    String account,
    String peer,
    String callerNumber,
    String callerName) {
  private static final Pattern USER_TEXT =
      Pattern.compile("^\\{\"extra\":\"((?:[^\"\\\\]|\\\\.)*)\"\\}$");
  private static final Pattern TIME = Pattern.compile("^([0-9]+)\\.([0-9]{6})$");
  private static final int COLUMNS = 15;

  /**
   * Reads one row's columns (see {@code amends.lab.asterisk.CelColumns}); empty when they are not a
   * whole row.
   */
  static Optional<CelRow> of(List<String> c) {
    Matcher time = TIME.matcher(c.size() > 1 ? c.get(1) : "");
    if (c.size() != COLUMNS || !time.matches()) {
      return Optional.empty();
    }
    Instant at =
        Instant.ofEpochSecond(Long.parseLong(time.group(1)), Long.parseLong(time.group(2)) * 1000);
    Matcher text = USER_TEXT.matcher(c.get(10));
    String extra = text.matches() ? text.group(1).replaceAll("\\\\(.)", "$1") : c.get(10);
    return Optional.of(
        new CelRow(
            c.get(0), at, c.get(2), c.get(3), c.get(4), c.get(5), c.get(6), c.get(7), c.get(8),
            c.get(9), extra, c.get(11), c.get(12), c.get(13), c.get(14)));
  }

  /** Whether this is the user event of that name. */
  public boolean isUser(String name) {
    return userEvent.equals(name);
  }

  /** The n-th word of a user event's text, from 0; empty when there are fewer. */
  public String word(int n) {
    String[] words = extra.strip().split("\\s+", -1);
    return n < words.length ? words[n] : "";
  }
}
