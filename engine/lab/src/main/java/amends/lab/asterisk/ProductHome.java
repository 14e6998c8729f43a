package amends.lab.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this product's files lie: the folder with {@code dialplans/} in it. */
public final class ProductHome {
  /**
   * System property that names the folder; without it, it is looked for upward from the current
   * folder.
   */
  public static final String PROPERTY = "amends.home";

  private ProductHome() {}

  /**
   * The folder named by the property, else the nearest one upward that holds {@code dialplans/},
   * else the current one.
   */
  public static Path find() {
    String given = System.getProperty(PROPERTY, "");
    if (!given.isBlank()) {
      return Path.of(given).toAbsolutePath();
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("dialplans"))) {
        return at;
      }
    }
    return here;
  }
}
