package amends.app.demo;

import amends.app.logs.Logs;
import amends.app.scene.Cast;
import amends.app.scene.Scene;
import amends.app.scene.Waits;
import amends.server.numbers.PhoneNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code amends demo}: the main job, live, on this machine. */
@Command(
    name = "demo",
    description = {
      "Callers fill a queue on a real Asterisk, press #, and are called back in turn; you watch.",
      "Needs a JDK and git, nothing else. Nothing leaves this machine, and nothing but the log is"
          + " kept. Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int AGENTS = 2;
  private static final int ROUND = 5;

  /**
   * A whole round of five is over in about two minutes; a promise that takes longer than this each
   * is a failure.
   */
  private static final Duration CALLBACK_MAX = Duration.ofMinutes(2);

  @Option(
      names = "--for",
      paramLabel = "N-callbacks",
      converter = Callbacks.class,
      description = "ends by itself, with exit code 0, when N promises were kept (1 to 50)")
  private Optional<Integer> until;

  @Option(
      names = "--seed",
      description = "repeats a run; without it a new one is drawn and printed")
  private Optional<Long> seed;

  /** Reads {@code 5-callbacks}. */
  static final class Callbacks implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("([1-9]|[1-4][0-9]|50)-callbacks")) {
        throw new TypeConversionException(
            "'" + text + "' is not 1-callbacks to 50-callbacks, such as 5-callbacks");
      }
      return Integer.valueOf(text.substring(0, text.indexOf('-')));
    }
  }

  @Override
  public Integer call() throws IOException {
    List<String> real = RealCredentials.in(System.getenv());
    if (!real.isEmpty()) {
      System.err.println(
          "demo: the environment holds real credentials ("
              + String.join(", ", real)
              + "). A demo must not run beside them: unset them first.");
      return 2;
    }
    Instant began = began(System.getenv());
    long drawn = seed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
    Path log = Logs.toFile("demo");
    System.out.println(
        "Amends demo: nothing leaves this machine, and nothing but its log is kept.");
    System.out.println("  seed        " + drawn + "    log " + log);
    int bookers = until.orElse(ROUND);
    Cast cast = Cast.of(bookers, AGENTS, drawn, 0);
    Story story = new Story(System.out, began, InstantSource.system());
    try (Scene scene =
        Scene.open(
            cast,
            Scene.Settings.QUICK,
            line -> System.out.println("  " + line),
            story::committed)) {
      return play(scene, cast, story, bookers, drawn);
    }
  }

  private Integer play(Scene scene, Cast cast, Story story, int bookers, long drawn) {
    scene.callers().session().onEvent(story::heard);
    System.out.println(
        "  the team    "
            + AGENTS
            + " agents in queue "
            + cast.queue().name()
            + "; "
            + bookers
            + " callers will press #\n");
    telephone(scene, cast, story);
    if (until.isEmpty()) {
      return forEver(scene, story, drawn);
    }
    boolean kept = Waits.until(CALLBACK_MAX.multipliedBy(1L + bookers), enough(story, bookers));
    story.say(
        kept
            ? bookers + " of " + bookers + " promises kept"
            : "only "
                + story.kept()
                + " of "
                + bookers
                + " promises were kept in time; the log says why");
    return kept ? 0 : 1;
  }

  private static void telephone(Scene scene, Cast cast, Story story) {
    cast.bookers()
        .forEach(
            number -> story.introduce(scene.engine().partyOf(new PhoneNumber(number)), number));
    scene.play(cast);
  }

  /** Round after round, each with other callers, until Ctrl-C. */
  private static Integer forEver(Scene scene, Story story, long drawn) {
    int round = 1;
    while (Waits.until(CALLBACK_MAX.multipliedBy(1L + ROUND), enough(story, round * ROUND))) {
      story.say(
          "that was round "
              + round
              + ": "
              + story.kept()
              + " promises kept so far. The next callers telephone (Ctrl-C ends the demo).");
      telephone(scene, Cast.of(ROUND, AGENTS, drawn, round), story);
      round++;
    }
    story.say("the round was not finished in time; the log says why");
    return 1;
  }

  private static BooleanSupplier enough(Story story, int kept) {
    return () -> story.kept() >= kept;
  }

  /** When the command was given: the launcher says so, since it may have built first. */
  private static Instant began(Map<String, String> environment) {
    String told = environment.getOrDefault("AMENDS_BEGAN", "");
    return told.matches("[0-9]{10}") ? Instant.ofEpochSecond(Long.parseLong(told)) : Instant.now();
  }
}
