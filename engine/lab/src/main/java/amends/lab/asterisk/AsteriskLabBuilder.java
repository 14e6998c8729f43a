package amends.lab.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what the lab's PBX shall be. The trunk leads to the lab's own customers until told
 * otherwise.
 */
public final class AsteriskLabBuilder {
  private final AsteriskBinary asterisk;
  private final Map<String, String> globals = new LinkedHashMap<>();
  private final List<QueueSpec> queues = new ArrayList<>();
  private final List<String> dialplan = new ArrayList<>();
  private Path dialplans = ProductHome.find().resolve("dialplans");
  private boolean fullLog;

  AsteriskLabBuilder(AsteriskBinary asterisk) {
    this.asterisk = asterisk;
    globals.put("AMENDS_PBX", "lab");
    globals.put("AMENDS_URL", "http://127.0.0.1:9");
    globals.put("AMENDS_URL2", "");
    globals.put("AMENDS_SECRET", "");
    globals.put("AMENDS_T0", "1767225600");
    trunk("Local/", "@lab-carrier/n");
  }

  /**
   * The PBX's name, and the engine's door: address (e.g. {@code http://127.0.0.1:8093}) and shared
   * secret.
   */
  public AsteriskLabBuilder engine(String pbx, String url, String secret) {
    return global("AMENDS_PBX", pbx).global("AMENDS_URL", url).global("AMENDS_SECRET", secret);
  }

  /** What stands before and after a customer's digits when the PBX dials out. */
  public AsteriskLabBuilder trunk(String prefix, String suffix) {
    return global("AMENDS_TRUNK_PREFIX", prefix).global("AMENDS_TRUNK_SUFFIX", suffix);
  }

  /** Any global of the dialplan; a later value for a name replaces the earlier. */
  public AsteriskLabBuilder global(String name, String value) {
    if ((name + value).chars().anyMatch(c -> c < ' ' || c == ';')) {
      throw new IllegalArgumentException(
          "global " + name + ": no control characters and no ; (it starts a comment)");
    }
    globals.put(name, value);
    return this;
  }

  public AsteriskLabBuilder queue(QueueSpec queue) {
    queues.add(queue);
    return this;
  }

  /** Contexts of the lab's own, put after the shipped dialplans. */
  public AsteriskLabBuilder dialplan(String contexts) {
    dialplan.add(contexts);
    return this;
  }

  /**
   * The folder of the shipped dialplans, when it is not {@code dialplans/} of the product's home.
   */
  public AsteriskLabBuilder dialplansFrom(Path folder) {
    this.dialplans = folder.toAbsolutePath();
    return this;
  }

  /** Keeps {@code log/full}, with every step of the dialplan. */
  public AsteriskLabBuilder fullLog(boolean on) {
    this.fullLog = on;
    return this;
  }

  /**
   * The PBX, configured but not yet running. Throws {@link IllegalStateException} when there are no
   * dialplans to run.
   */
  public AsteriskLab build() throws IOException {
    if (!Files.isDirectory(dialplans) && System.getProperty(ProductHome.PROPERTY) != null) {
      throw new IllegalStateException(
          "there is no folder "
              + dialplans
              + "; point -D"
              + ProductHome.PROPERTY
              + " to the folder that holds dialplans/");
    }
    return new AsteriskLab(new LabPlan(asterisk, dialplans, globals, queues, dialplan, fullLog));
  }
}
