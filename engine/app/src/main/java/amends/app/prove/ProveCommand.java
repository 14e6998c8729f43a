package amends.app.prove;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The proofs, each judged from outside. */
@Command(
    name = "prove",
    description = {
      "Proves what Amends claims, judged from outside: by what the PBX and the carrier wrote down,"
          + " never by the engine's tables.",
      "Exit code 0 only if every target is met."
    },
    mixinStandardHelpOptions = true,
    subcommands = {ProveCallback.class})
public final class ProveCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which proof; these there are:");
  }
}
