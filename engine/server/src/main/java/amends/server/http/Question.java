package amends.server.http;

import amends.server.bookings.BadField;
import amends.server.bookings.Fields;

/** One kind of question a PBX asks. Called on a thread that may block. */
interface Question {
  /** The answer, one line. */
  String answer(String pbx, Fields fields) throws BadField;

  /** What is said when no answer was found in time: it promises nothing. */
  String late();

  /** What is said to a question that is refused. why: small letters and dashes. */
  String refused(String why);
}
