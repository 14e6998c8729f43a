package amends.server.store.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL's programs run: they refuse root.
 *
 * @param prefix what stands before each command line; empty for an ordinary user
 * @param uid the owner the folder must have, where it is another than ours
 */
record Account(List<String> prefix, Optional<Integer> uid) {
  /** The account {@code nobody} has on every Linux. */
  private static final int NOBODY = 65534;

  static final Account ORDINARY = new Account(List.of(), Optional.empty());

  /**
   * Root in a user namespace of its own: still the owner of root's files, but not root to the
   * program.
   */
  static final Account NAMESPACE = new Account(List.of("unshare", "-U"), Optional.empty());

  static Account dropped(int uid) {
    return new Account(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), Optional.of(uid));
  }

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  /**
   * The account that can run these programs on this folder.
   *
   * @throws EmbeddedException when we are root and neither a namespace nor another account is
   *     allowed
   */
  static Account of(Binaries binaries, Path folder) {
    if (!isRoot()) {
      return ORDINARY;
    }
    int owner = owner(folder);
    List<Account> candidates =
        owner == 0 ? List.of(NAMESPACE, dropped(NOBODY)) : List.of(dropped(owner));
    List<String> refusals = new ArrayList<>();
    for (Account candidate : candidates) {
      Optional<String> refusal = candidate.refusal(binaries, folder);
      if (refusal.isEmpty()) {
        return candidate;
      }
      refusals.add("  " + refusal.get());
    }
    throw new EmbeddedException(
        "PostgreSQL does not run as root, and here root may not become someone else:\n"
            + String.join("\n", refusals)
            + "\n"
            + "Start Amends as an ordinary user; or allow one of the two (in a container: --cap-add"
            + " SETUID --cap-add SETGID, with the state folder and AMENDS_CACHE where user "
            + NOBODY
            + " can reach them, such as /var/lib/amends and"
            + " /var/cache/amends); or name a PostgreSQL of your own as database.url.");
  }

  /** Hands the folder and what is in it to the account, where it is another than ours. */
  void own(Path folder) throws IOException {
    if (uid.isEmpty() || owner(folder) == uid.get()) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        Files.setAttribute(path, "unix:uid", uid.get());
        Files.setAttribute(path, "unix:gid", uid.get());
      }
    }
  }

  /** The whole command line. */
  List<String> command(Path program, List<String> arguments) {
    return Stream.of(prefix, List.of(program.toString()), arguments).flatMap(List::stream).toList();
  }

  private Optional<String> refusal(Binaries binaries, Path folder) {
    Run.Ended version = Run.of(command(binaries.program("postgres"), List.of("--version")), folder);
    if (version.code() != 0) {
      return Optional.of(String.join(" ", prefix) + " postgres: " + version.output().strip());
    }
    Run.Ended reach =
        Run.of(
            command(Path.of("test"), List.of("-x", folder.toAbsolutePath().getParent().toString())),
            folder);
    return reach.code() == 0
        ? Optional.empty()
        : Optional.of(String.join(" ", prefix) + ": this account cannot reach " + folder);
  }

  private static int owner(Path folder) {
    try {
      return (Integer) Files.getAttribute(folder, "unix:uid");
    } catch (IOException failed) {
      throw new EmbeddedException("The owner of " + folder + " cannot be read: " + failed, failed);
    }
  }
}
