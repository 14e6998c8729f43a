package amends.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what was wrong with the command they typed and where the right one is told. */
final class AskedWrongly implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine asked = wrong.getCommandLine();
    PrintWriter err = asked.getErr();
    String name = asked.getCommandSpec().qualifiedName();
    err.println(name + ": " + message(wrong, asked));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    if (asked.getParent() == null) {
      asked.usage(err);
    } else {
      err.println("All it takes:  " + name + " --help");
    }
    return asked.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String message(ParameterException wrong, CommandLine asked) {
    if (wrong instanceof UnmatchedArgumentException unmatched && asked.getParent() == null) {
      String first = unmatched.getUnmatched().getFirst();
      return "there is no " + (first.startsWith("-") ? "option" : "command") + " '" + first + "'";
    }
    return wrong.getMessage();
  }
}
