package amends.server.config;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message shows every fault with its place. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  ConfigException(Path file, List<Fault> faults) {
    super(text(file, faults));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }

  private static String text(Path file, List<Fault> faults) {
    String head =
        file + " cannot be used: " + faults.size() + (faults.size() == 1 ? " fault" : " faults");
    return faults.stream()
        .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
        .map(
            fault ->
                (fault.line() == 0
                        ? file.toString()
                        : file + ":" + fault.line() + ":" + fault.column())
                    + ": "
                    + fault.wrong())
        .collect(Collectors.joining("\n  ", head + "\n  ", ""));
  }
}
