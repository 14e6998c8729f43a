package amends.app;

import amends.app.demo.DemoCommand;
import amends.app.prove.ProveCommand;
import amends.app.serve.MigrateCommand;
import amends.app.serve.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of Amends; every command is a class in the list below. */
@Command(
    name = "amends",
    description = "Keeps the promises a call centre makes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      HelpCommand.class,
      ServeCommand.class,
      DemoCommand.class,
      MigrateCommand.class,
      ProveCommand.class
    })
public final class Amends implements Runnable {
  @Spec private CommandSpec spec;

  private Amends() {}

  /** Runs one command and leaves with its exit code; 2 means that it was asked wrongly. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all its commands, for {@link #main} and for tests. */
  static CommandLine commandLine() {
    return new CommandLine(new Amends())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new AskedWrongly())
        .setExecutionExceptionHandler(new Failed());
  }

  /** Without a command there is nothing to do: say which there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which command");
  }
}
