package amends.server.http;

import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only answers of the agreed grammar out: the dialplan takes anything else for silence, and so
 * it is a bug of ours.
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  static String exact(Optional<String> answer, Pattern grammar, String otherwise) {
    if (answer.isPresent() && grammar.matcher(answer.get()).matches()) {
      return answer.get();
    }
    // The answer may hold a number: its first word is all that may be shown.
    LOG.error(
        "An answer '{} ...' is not of the agreed grammar; {} was said instead",
        answer.map(a -> a.split(" ", 2)[0]).orElse("(none)"),
        otherwise);
    return otherwise;
  }
}
