package amends.server.ami;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The flight recorder's tape: a fixed number of files of a fixed size, the oldest overwritten. Each
 * line is one sealed record.
 *
 * <p>Written without a buffer of ours, so that what a killed engine had seen is still on the tape.
 */
public final class RingFile implements AutoCloseable {
  private final Path folder;
  private final String name;
  private final int filesMax;
  private final long fileBytesMax;
  private int current;
  private FileChannel channel;
  private long written;

  /**
   * Opens the tape behind its newest file.
   *
   * @param filesMax at least 2
   * @param fileBytesMax size at which the next file is begun
   * @throws UncheckedIOException when the folder cannot be made or written
   */
  public RingFile(Path folder, String name, int filesMax, long fileBytesMax) {
    if (filesMax < 2 || fileBytesMax < 1024) {
      throw new IllegalArgumentException(
          "a ring needs at least 2 files of at least 1024 bytes, not "
              + filesMax
              + " of "
              + fileBytesMax);
    }
    this.folder = folder;
    this.name = name;
    this.filesMax = filesMax;
    this.fileBytesMax = fileBytesMax;
    try {
      Files.createDirectories(folder);
      ownerOnly(folder, "rwx------");
      List<Path> tape = files();
      current = tape.isEmpty() ? 0 : number(tape.getLast());
      open(StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the recorder cannot write to " + folder + ": give the engine a folder it may write", e);
    }
  }

  /**
   * Adds one record.
   *
   * @param record one line without its end
   */
  public synchronized void append(byte[] record) {
    try {
      if (written > 0 && written + record.length + 1 > fileBytesMax) {
        channel.close();
        current = (current + 1) % filesMax;
        open(StandardOpenOption.TRUNCATE_EXISTING);
      }
      ByteBuffer line = ByteBuffer.allocate(record.length + 1).put(record).put((byte) '\n').flip();
      while (line.hasRemaining()) {
        written += channel.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the recorder cannot write to " + path(current), e);
    }
  }

  /** The files of the tape, oldest first. */
  public synchronized List<Path> files() throws IOException {
    List<Path> tape = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(p -> number(p) >= 0).forEach(tape::add);
    }
    if (channel != null) {
      // The ring's own order, for two files may be written within one tick of the clock.
      tape.sort(
          Comparator.comparingInt(file -> (number(file) - current - 1 + filesMax) % filesMax));
      return tape;
    }
    Map<Path, Long> written = new HashMap<>();
    for (Path file : tape) {
      written.put(file, Files.getLastModifiedTime(file).toMillis());
    }
    tape.sort(
        Comparator.comparingLong((Path file) -> written.get(file)).thenComparingInt(this::number));
    return tape;
  }

  private int number(Path file) {
    String rest = file.getFileName().toString();
    if (!rest.startsWith(name + ".") || !rest.endsWith(".tape")) {
      return -1;
    }
    String digits = rest.substring(name.length() + 1, rest.length() - ".tape".length());
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : -1;
  }

  private Path path(int number) {
    return folder.resolve(name + "." + number + ".tape");
  }

  private void open(StandardOpenOption how) throws IOException {
    channel =
        FileChannel.open(path(current), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    ownerOnly(path(current), "rw-------");
    written = channel.size();
  }

  private static void ownerOnly(Path path, String rights) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
