package amends.lab.dialplan;

import amends.lab.ami.AmiMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything the PBX said since the test began, in order; a test waits here for what shall happen.
 */
final class Heard {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private final List<AmiMessage> all = new ArrayList<>();

  synchronized void add(AmiMessage event) {
    all.add(event);
    notifyAll();
  }

  synchronized void forget() {
    all.clear();
  }

  synchronized List<AmiMessage> all() {
    return List.copyOf(all);
  }

  /** The first event that fits, heard already or coming. */
  synchronized AmiMessage await(String what, Predicate<AmiMessage> fits) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    Optional<AmiMessage> found = all.stream().filter(fits).findFirst();
    while (found.isEmpty()) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "not heard in "
                + PATIENCE.toSeconds()
                + " s: "
                + what
                + "; user events heard: "
                + userEvents()
                + "\nlast steps: "
                + steps());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
      found = all.stream().filter(fits).findFirst();
    }
    return found.get();
  }

  AmiMessage awaitUserEvent(String name) {
    return await("UserEvent " + name, e -> e.isUserEvent(name));
  }

  /** The step of the dialplan in which this application starts with these arguments. */
  AmiMessage awaitStep(String application, String arguments) {
    return await(application + "(" + arguments, e -> isStep(e, application, arguments));
  }

  boolean hasStep(String application, String arguments) {
    return all().stream().anyMatch(e -> isStep(e, application, arguments));
  }

  List<String> userEvents() {
    return all().stream().filter(e -> e.is("UserEvent")).map(e -> e.get("UserEvent")).toList();
  }

  private List<String> steps() {
    List<String> steps =
        all().stream()
            .filter(e -> e.is("Newexten"))
            .map(
                e ->
                    e.get("Context")
                        + ":"
                        + e.get("Priority")
                        + " "
                        + e.get("Application")
                        + "("
                        + e.get("AppData")
                        + ")")
            .toList();
    return steps.subList(Math.max(0, steps.size() - 25), steps.size());
  }

  private static boolean isStep(AmiMessage event, String application, String arguments) {
    return event.is("Newexten")
        && event.get("Application").equals(application)
        && event.get("AppData").startsWith(arguments);
  }
}
