package amends.app.prove;

import amends.app.logs.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amends prove callback}. */
@Command(
    name = "callback",
    description = {
      "Callers press # on a real Asterisk and are called back, once, in turn.",
      "Judged from Asterisk's CEL and queue_log. Windows are 24 h and min_delay is 5 s here."
    },
    mixinStandardHelpOptions = true)
final class ProveCallback implements Callable<Integer> {
  @Option(
      names = "--callers",
      defaultValue = "5",
      description = "how many book, 1 to 99 (${DEFAULT-VALUE})")
  private int callers;

  @Option(
      names = "--agents",
      defaultValue = "2",
      description = "how many agents serve, 1 to 20 (${DEFAULT-VALUE})")
  private int agents;

  @Option(
      names = "--phones",
      defaultValue = "local",
      description = "what the phones are: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Phones phones;

  @Option(
      names = "--seed",
      description = "repeats a run; without it a new one is drawn and printed")
  private Optional<Long> seed;

  @Option(
      names = "--json",
      description = "one JSON object on standard output, and nothing else there")
  private boolean json;

  @Spec private CommandSpec spec;

  /** What stands at the ends of the lines. */
  enum Phones {
    /** Local channels of the lab's dialplan. */
    LOCAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    within("--callers", callers, 1, 99);
    within("--agents", agents, 1, 20);
    long drawn = seed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
    Path log = Logs.toFile("prove-callback");
    System.err.println(
        "prove callback: "
            + callers
            + " callers, "
            + agents
            + " agents, phones "
            + phones
            + ", seed "
            + drawn
            + "; the engine's log is "
            + log);
    Report report =
        new CallbackProof(callers, agents, drawn, line -> System.err.println("  " + line)).run();
    if (json) {
      System.out.println(report.json());
    } else {
      report.print(System.out);
    }
    return report.pass() ? 0 : 1;
  }

  private void within(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + ", allowed is " + min + " to " + max);
    }
  }
}
