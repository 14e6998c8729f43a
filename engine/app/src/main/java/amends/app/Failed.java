package amends.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * A command that could not do its work says so in one sentence and ends with 1; the log has the
 * rest.
 */
final class Failed implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failed.class);

  @Override
  public int handleExecutionException(Exception trouble, CommandLine command, ParseResult parsed) {
    String said = trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + said);
    LOG.info("{} ended with 1", command.getCommandSpec().qualifiedName(), trouble);
    return 1;
  }
}
