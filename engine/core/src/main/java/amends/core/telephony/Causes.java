package amends.core.telephony;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells an unanswered call's outcome from the technology's own value, then the Q.850 cause, then
 * DIALSTATUS.
 *
 * <p>Measured: 403 has cause 21 like a customer's 603, 404 and 603 have DIALSTATUS CHANUNAVAIL, and
 * busy signals of Local channels have cause 0 and only the DIALSTATUS.
 */
final class Causes {
  private static final Pattern SIP = Pattern.compile("(?<!\\d)([3-6]\\d\\d)(?!\\d)");

  private Causes() {}

  /**
   * @param tech as the PBX says it, {@code 486} or {@code SIP 486 Busy Here}; {@code -} or empty
   *     where none
   * @param leg whether the customer's leg existed at all: without one the trunk has no contact
   */
  static Outcome outcome(String tech, int cause, String dialStatus, boolean rang, boolean leg) {
    return bySip(sip(tech), rang)
        .or(
            () ->
                !leg && dialStatus.equals("CHANUNAVAIL")
                    ? Optional.of(Outcome.TRUNK_FAULT)
                    : Optional.empty())
        .or(() -> byCause(cause))
        .orElseGet(() -> byDialStatus(dialStatus, rang));
  }

  /** The three digits of a SIP answer, 0 where there are none. */
  static int sip(String tech) {
    Matcher found = SIP.matcher(tech);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private static Optional<Outcome> bySip(int sip, boolean rang) {
    return switch (sip) {
      case 486, 600 -> Optional.of(Outcome.BUSY);
      case 603, 607, 608 -> Optional.of(Outcome.DECLINED);
      case 404, 410, 484, 604 -> Optional.of(Outcome.WRONG_NUMBER);
      case 401, 403, 407, 488, 606 -> Optional.of(Outcome.TRUNK_FAULT);
      case 480, 487 -> Optional.of(Outcome.NO_ANSWER);
      // A carrier that never replied did not ring anybody.
      case 408 -> Optional.of(rang ? Outcome.NO_ANSWER : Outcome.CONGESTION);
      case 500, 502, 503, 504, 580 -> Optional.of(Outcome.CONGESTION);
      default -> Optional.empty();
    };
  }

  private static Optional<Outcome> byCause(int cause) {
    return switch (cause) {
      case 17 -> Optional.of(Outcome.BUSY);
      case 21 -> Optional.of(Outcome.DECLINED);
      case 1, 22, 28 -> Optional.of(Outcome.WRONG_NUMBER);
      case 18, 19, 20 -> Optional.of(Outcome.NO_ANSWER);
      case 2, 3, 27, 34, 38, 41, 42, 44, 47, 58 -> Optional.of(Outcome.CONGESTION);
      default -> Optional.empty();
    };
  }

  private static Outcome byDialStatus(String dialStatus, boolean rang) {
    return switch (dialStatus) {
      case "BUSY" -> Outcome.BUSY;
      case "NOANSWER" -> Outcome.NO_ANSWER;
      case "CONGESTION" -> Outcome.CONGESTION;
      case "CHANUNAVAIL" -> Outcome.TRUNK_FAULT;
      default -> rang ? Outcome.NO_ANSWER : Outcome.UNKNOWN;
    };
  }
}
