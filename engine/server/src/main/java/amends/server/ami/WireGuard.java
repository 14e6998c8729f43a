package amends.server.ami;

import java.nio.charset.StandardCharsets;

/**
 * The last look at an action before its bytes leave: exactly one action, every line a header, every
 * variable one variable.
 *
 * <p>asterisk-java lets CR and LF through, and a caller's name was seen to run a second action that
 * way. {@link Actions} takes typed values only; this guard holds even where someone builds an
 * action beside it.
 */
final class WireGuard {
  /** Asterisk's line buffer is 1,024 bytes; a longer line drops the whole message. */
  static final int HEADER_BYTES_MAX = 1000;

  /** Asterisk takes 128. */
  static final int HEADERS_MAX = 100;

  private static final String LINE_END = "\r\n";

  private WireGuard() {}

  /**
   * Returns the text when it is one whole action.
   *
   * @throws IllegalArgumentException when it is not; nothing of the text is repeated in the
   *     message, it may hold a number
   */
  static String oneAction(String text) {
    if (!text.endsWith(LINE_END + LINE_END)) {
      throw new IllegalArgumentException(
          "an action must end with one empty line; nothing was sent");
    }
    String[] lines = text.substring(0, text.length() - 2 * LINE_END.length()).split(LINE_END, -1);
    if (lines.length > HEADERS_MAX) {
      throw new IllegalArgumentException(
          "an action has at most "
              + HEADERS_MAX
              + " headers, this has "
              + lines.length
              + "; nothing was sent");
    }
    for (int i = 0; i < lines.length; i++) {
      header(lines[i], i);
    }
    return text;
  }

  private static void header(String line, int index) {
    int colon = line.indexOf(": ");
    if (colon <= 0) {
      throw new IllegalArgumentException(
          "line " + (index + 1) + " of an action is not 'Name: value'; nothing was sent");
    }
    String name = line.substring(0, colon);
    if ((index == 0) != name.equalsIgnoreCase("action")) {
      throw new IllegalArgumentException(
          "an action begins with its name and has one name; nothing was sent");
    }
    if (line.chars().anyMatch(WireGuard::control)) {
      throw new IllegalArgumentException(
          "the value of '" + name + "' holds a control character; nothing was sent");
    }
    if (line.getBytes(StandardCharsets.UTF_8).length > HEADER_BYTES_MAX) {
      throw new IllegalArgumentException(
          "the line of '"
              + name
              + "' is longer than "
              + HEADER_BYTES_MAX
              + " bytes; nothing was sent");
    }
    if (name.equalsIgnoreCase("variable") && line.indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "a comma in a variable's value would make a second variable; nothing was sent");
    }
  }

  static boolean control(int character) {
    return character < 0x20 || character == 0x7F;
  }
}
