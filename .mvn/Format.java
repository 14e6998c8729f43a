import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format to every Java file under the given folders.
 *
 * <p>Run by the build in the JDK that compiles, because the formatter reads the source with that
 * JDK's own compiler: inside a Maven on Java 17 it could not read Java 21.
 */
class Format {
  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    List<String> files = javaFilesUnder(List.of(args).subList(1, args.length));
    StringWriter out = new StringWriter();
    int result = run(check, files, out);
    if (result == 0) {
      System.out.println("Format: " + files.size() + " files are in order");
      return;
    }
    out.toString()
        .lines()
        .forEach(file -> System.err.println("[ERROR] not formatted: " + here(file)));
    System.err.println("[ERROR] To format them:  ./mvnw -q -N -Pformat process-sources");
    System.exit(1);
  }

  private static int run(boolean check, List<String> files, StringWriter out) throws Exception {
    if (files.isEmpty()) {
      return 0;
    }
    List<String> arguments = new ArrayList<>();
    if (check) {
      arguments.add("--dry-run");
      arguments.add("--set-exit-if-changed");
    } else {
      arguments.add("--replace");
    }
    arguments.addAll(files);
    return new Main(new PrintWriter(out), new PrintWriter(System.err, true), System.in)
        .format(arguments.toArray(String[]::new));
  }

  private static List<String> javaFilesUnder(List<String> folders) throws IOException {
    List<String> files = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> walk = Files.walk(Path.of(folder))) {
        walk.filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.toString().contains("/target/"))
            .map(Path::toString)
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  private static Path here(String file) {
    return Path.of("").toAbsolutePath().relativize(Path.of(file).toAbsolutePath());
  }
}
