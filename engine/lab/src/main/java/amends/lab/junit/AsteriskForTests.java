package amends.lab.junit;

import amends.lab.asterisk.AsteriskBinary;
import amends.lab.asterisk.AsteriskProvision;
import amends.lab.asterisk.AsteriskUnavailable;
import java.util.Optional;
import java.util.function.Supplier;

/** The one Asterisk all tests of a program run share. */
public final class AsteriskForTests {
  /** {@code required}, {@code off}, or not set. */
  public static final String PROPERTY = "amends.asterisk";

  private static Verdict known;

  private AsteriskForTests() {}

  /** What was found: a binary, or why there is none. */
  record Verdict(AsteriskBinary asterisk, String whyNot) {}

  /**
   * For the body of a test under {@link NeedsAsterisk}: the Asterisk to run. Throws {@link
   * AsteriskUnavailable}.
   */
  public static synchronized AsteriskBinary get() {
    remember();
    if (known.asterisk() == null) {
      throw new AsteriskUnavailable(known.whyNot(), "mark the test @NeedsAsterisk");
    }
    return known.asterisk();
  }

  /**
   * Why tests on the real Asterisk must be skipped; empty when they run. Throws {@link
   * AssertionError} if required.
   */
  static synchronized Optional<String> ask() {
    remember();
    return Optional.ofNullable(known.whyNot());
  }

  /** The rule itself, on any setting and any way of getting one. */
  static Verdict decide(String setting, Supplier<AsteriskBinary> obtain) {
    if (setting.equals("off")) {
      return new Verdict(
          null, "tests on the real Asterisk are switched off by -D" + PROPERTY + "=off");
    }
    try {
      return new Verdict(obtain.get(), null);
    } catch (AsteriskUnavailable none) {
      if (setting.equals("required")) {
        throw new AssertionError("-D" + PROPERTY + "=required, but: " + none.getMessage(), none);
      }
      System.err.println("SKIPPED, needs a real Asterisk. " + none.getMessage());
      return new Verdict(null, none.getMessage());
    }
  }

  private static void remember() {
    if (known == null) {
      known = decide(System.getProperty(PROPERTY, ""), AsteriskProvision::obtain);
    }
  }
}
