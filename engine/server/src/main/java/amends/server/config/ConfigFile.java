package amends.server.config;

import amends.core.pacing.TurnNumber;
import amends.server.config.Config.Account;
import amends.server.config.Config.DatabasePlace;
import amends.server.config.Config.DoorPlace;
import amends.server.config.Config.Pbx;
import amends.server.config.Config.Queue;
import amends.server.config.Config.Show;
import amends.server.store.Database;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the configuration, strictly; secrets may come from the environment ({@link SecretSource}).
 */
public final class ConfigFile {
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]{1,40}");
  private static final Pattern QUEUE = Pattern.compile("[0-9A-Za-z_.-]{1,80}");
  private static final Pattern USER = Pattern.compile("[0-9A-Za-z_.-]{1,80}");
  private static final Pattern DOOR_SECRET = Pattern.compile("[0-9A-Za-z._~-]{16,128}");
  private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final Pattern LOOPBACK =
      Pattern.compile("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|::1|localhost");

  private final Faults faults = new Faults();
  private final Path file;
  private final Map<String, String> environment;
  private final SecretSource secrets;

  private ConfigFile(Path file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
    this.secrets = new SecretSource(faults, environment);
  }

  /**
   * Reads the file.
   *
   * @param environment of the process, {@code System.getenv()}
   * @throws ConfigException with every fault of it
   */
  public static Config read(Path file, Map<String, String> environment) {
    return new ConfigFile(file, environment).read();
  }

  /** Every key that the file gives and this version knows, by its whole name. */
  static List<String> keys(Path file, Map<String, String> environment) {
    ConfigFile config = new ConfigFile(file, environment);
    config.read();
    return config.faults.given();
  }

  private Config read() {
    Node root = parse();
    Section top = new Section(faults, "", root);
    List<Section> pbxParts =
        top.list("pbxs", "your Asterisk: - id: a, host: 127.0.0.1, reader: ..., writer: ...");
    List<Pbx> pbxs = pbxParts.stream().map(this::pbx).toList();
    unique(pbxParts, "id", pbxs.stream().map(Pbx::id).toList());
    List<String> ids = pbxs.stream().map(Pbx::id).toList();
    List<Section> queueParts =
        top.list("queues", "the queues in which callbacks are promised: - name: sales, pbx: a");
    List<Queue> queues = queueParts.stream().map(part -> queue(part, ids)).toList();
    unique(
        queueParts,
        "name",
        queues.stream().map(queue -> queue.pbx() + "/" + queue.name()).toList());
    Policies policies = new Policies(top, faults);
    Config config =
        new Config(
            top.text("node", "engine-1"),
            stateFolder(top),
            database(top.section("database")),
            door(top.section("door")),
            pbxs,
            queues,
            policies.callback(),
            policies.orders(),
            policies.pacing());
    top.noOthers();
    secrets.noOthers();
    if (!faults.found().isEmpty()) {
      throw new ConfigException(file, faults.found());
    }
    return config;
  }

  private Node parse() {
    try (Reader text = Files.newBufferedReader(file)) {
      Node root = new Yaml(new LoaderOptions()).compose(text);
      if (root == null) {
        throw new ConfigException(
            file,
            List.of(
                new Fault(
                    1, 1, "the file is empty; config/amends.yaml of the distribution is a start")));
      }
      return root;
    } catch (MarkedYAMLException broken) {
      var mark = broken.getProblemMark();
      throw new ConfigException(
          file,
          List.of(
              new Fault(
                  mark.getLine() + 1,
                  mark.getColumn() + 1,
                  "this is not YAML: " + broken.getProblem())));
    } catch (IOException failed) {
      throw new ConfigException(file, List.of(new Fault(0, 0, "cannot be read: " + failed)));
    }
  }

  private Path stateFolder(Section top) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    String usual = environment.getOrDefault("XDG_STATE_HOME", home + "/.local/state") + "/amends";
    String given = top.text("state_folder", usual);
    Path folder = Path.of(given.startsWith("~/") ? home + given.substring(1) : given);
    return file.toAbsolutePath().resolveSibling(folder).normalize();
  }

  private DatabasePlace database(Section part) {
    String url = part.text("url", "embedded");
    String user = part.text("user", "amends");
    Secret password =
        secrets.of(
            part,
            "password",
            "AMENDS_DATABASE_PASSWORD",
            PLAIN,
            "the account's password",
            url.equals("embedded"));
    part.noOthers();
    if (url.equals("embedded")) {
      return new DatabasePlace.Embedded();
    }
    try {
      Database.of(url, user, password.value());
    } catch (IllegalArgumentException wrong) {
      part.fault("url", "does not fit: " + wrong.getMessage() + "; or write embedded");
    }
    return new DatabasePlace.Elsewhere(url, user, password);
  }

  private DoorPlace door(Section part) {
    String listen = part.text("listen", "127.0.0.1");
    onThisMachine(part, "listen", listen, "the door listens");
    int port = (int) part.number("port", 8480, 0, 65_535);
    String wanted = "16 to 128 letters, digits, '.', '_', '~', '-': openssl rand -hex 24";
    Secret secret = secrets.of(part, "secret", "AMENDS_DOOR_SECRET", DOOR_SECRET, wanted, false);
    part.noOthers();
    return new DoorPlace(listen, port, secret);
  }

  private Pbx pbx(Section part) {
    String id = part.text("id", NAME, "its AMENDS_PBX: letters, digits, '_', '-'");
    String host = part.text("host", "127.0.0.1");
    onThisMachine(part, "host", host, "this version speaks to a PBX");
    int port = (int) part.number("port", 5038, 1, 65_535);
    Account reader = account(part.section("reader"), id, "READER");
    Account writer = account(part.section("writer"), id, "WRITER");
    long t0 = part.number("t0", TurnNumber.T0_DEFAULT, 0, 4_000_000_000L);
    Duration wrapUp = part.duration("members_wrapup", Duration.ZERO);
    part.noOthers();
    return new Pbx(id, host, port, reader, writer, t0, wrapUp);
  }

  private Account account(Section part, String pbx, String which) {
    String user = part.text("user", USER, "the account's name in manager.conf");
    String variable =
        "AMENDS_PBX_" + pbx.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + which + "_SECRET";
    Secret secret =
        secrets.of(
            part,
            "secret",
            variable,
            PLAIN,
            "the account's secret in manager.conf, no blanks",
            false);
    part.noOthers();
    return new Account(user, secret);
  }

  private Queue queue(Section part, List<String> pbxs) {
    String name =
        part.text("name", QUEUE, "its name in queues.conf: letters, digits, '.', '_', '-'");
    String pbx = part.text("pbx", NAME, "the id of its PBX");
    if (!pbx.isEmpty() && !pbxs.contains(pbx)) {
      part.fault("pbx", "is '" + pbx + "', which is no id among pbxs" + Section.meant(pbx, pbxs));
    }
    Show show = part.choice("show", Show.MASKED, Show.class);
    part.noOthers();
    return new Queue(name, pbx, show);
  }

  /**
   * Until the gate exists that decides who may be called and when, nothing but this machine's own
   * PBX is dialled through.
   */
  private static void onThisMachine(Section part, String key, String host, String who) {
    if (!LOOPBACK.matcher(host).matches()) {
      part.fault(
          key,
          "is '"
              + host
              + "': "
              + who
              + " on this machine only (127.0.0.1), until the gate that decides who may be called"
              + " is built");
    }
  }

  private static void unique(List<Section> parts, String key, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!seen.add(values.get(i)) && !values.get(i).isEmpty()) {
        parts.get(i).fault(key, "is '" + values.get(i) + "', which another one has already");
      }
    }
  }
}
