package amends.lab.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the PBX itself wrote down.
 *
 * @param cel in the order written
 * @param queueLog in the order written
 * @param unread rows of either file that could not be understood: a judge must say so, for they
 *     might hold an offence
 */
public record Records(List<CelRow> cel, List<QueueLogRow> queueLog, int unread) {
  public Records {
    cel = List.copyOf(cel);
    queueLog = List.copyOf(queueLog);
  }

  /** Reads both files as they stand; a file that is not there yet counts as empty. */
  public static Records read(Path celFile, Path queueLogFile) throws IOException {
    return parse(text(celFile), text(queueLogFile));
  }

  /** The same from their text. */
  public static Records parse(String cel, String queueLog) {
    List<Optional<CelRow>> rows = Csv.rows(cel).stream().map(CelRow::of).toList();
    List<Optional<QueueLogRow>> lines =
        queueLog.lines().filter(l -> !l.isBlank()).map(QueueLogRow::of).toList();
    long unread =
        rows.stream().filter(Optional::isEmpty).count()
            + lines.stream().filter(Optional::isEmpty).count();
    return new Records(
        rows.stream().flatMap(Optional::stream).toList(),
        lines.stream().flatMap(Optional::stream).toList(),
        (int) unread);
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }
}
