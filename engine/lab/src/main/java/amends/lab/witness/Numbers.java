package amends.lab.witness;

/** One telephone may be written with or without its country's code. */
final class Numbers {
  private static final int DIGITS_THAT_DECIDE = 9;

  private Numbers() {}

  /**
   * Whether two numbers are one telephone: equal, or both long and equal in the last nine digits.
   */
  static boolean same(String one, String other) {
    String a = one.replaceAll("[^0-9]", "");
    String b = other.replaceAll("[^0-9]", "");
    return a.equals(b)
        || (a.length() >= DIGITS_THAT_DECIDE
            && b.length() >= DIGITS_THAT_DECIDE
            && tail(a).equals(tail(b)));
  }

  private static String tail(String digits) {
    return digits.substring(digits.length() - DIGITS_THAT_DECIDE);
  }
}
