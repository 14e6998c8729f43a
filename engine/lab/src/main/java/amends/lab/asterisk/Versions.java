package amends.lab.asterisk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Asterisk's version out of what {@code asterisk -V} and the package archive say. */
final class Versions {
  /** The oldest Asterisk the dialplans are written for. */
  static final int MAJOR_MIN = 16;

  private static final Pattern VERSION =
      Pattern.compile("(?:^|[^0-9.])(?:[0-9]+:)?([0-9]{1,3}(?:\\.[0-9]+)*)");

  private Versions() {}

  /**
   * The bare version in {@code "Asterisk 22.10.1~dfsg..."} or {@code "1:22.10.1+dfsg..."}; empty if
   * there is none.
   */
  static String bare(String text) {
    Matcher found = VERSION.matcher(text);
    return found.find() ? found.group(1) : "";
  }

  /** The first number of a bare version; 0 if there is none. */
  static int major(String bareVersion) {
    String first = bareVersion.split("\\.", 2)[0];
    return first.isEmpty() ? 0 : Integer.parseInt(first);
  }

  static boolean isUsable(String bareVersion) {
    return major(bareVersion) >= MAJOR_MIN;
  }
}
