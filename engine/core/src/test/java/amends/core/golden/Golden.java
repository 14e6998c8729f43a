package amends.core.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that someone reads: compared word for word, rewritten with {@code -Dupdate=true}; the diff
 * is the review.
 */
public final class Golden {
  private Golden() {}

  /** file: its name under {@code src/test/resources/golden}. */
  public static void matches(String file, String page) throws IOException {
    Path path = Path.of("src/test/resources/golden").resolve(file);
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, page);
    }
    assertThat(page)
        .as("%s: read the difference; if it is meant, run again with -Dupdate=true", path)
        .isEqualTo(Files.readString(path));
  }
}
