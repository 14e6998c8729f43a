package amends.app.prove;

import amends.app.scene.Cast;
import amends.app.scene.Scene;
import amends.app.scene.Waits;
import amends.lab.phones.CallerEnd;
import amends.lab.witness.Judgement;
import amends.lab.witness.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Proves the main job on a real Asterisk: everybody who books is called back, once, in turn. */
final class CallbackProof {
  /**
   * The shortest pause that the retry table allows between two counted rings of one number: a busy
   * line, 5 minutes.
   */
  private static final Duration RETRY_GAP = Duration.ofMinutes(5);

  private static final Duration CALLBACK_MAX = Duration.ofSeconds(40);
  private static final Duration QUIET_MAX = Duration.ofSeconds(60);

  private final int callers;
  private final int agents;
  private final long seed;
  private final Consumer<String> progress;

  CallbackProof(int callers, int agents, long seed, Consumer<String> progress) {
    this.callers = callers;
    this.agents = agents;
    this.seed = seed;
    this.progress = progress;
  }

  Report run() throws IOException {
    Cast cast = Cast.of(callers, agents, seed, 0);
    Scene.Settings settings = Scene.Settings.QUICK;
    try (Scene scene = Scene.open(cast, settings, progress, committed -> {})) {
      Judgement.Rules rules =
          new Judgement.Rules(
              settings.orders().talkMin(), RETRY_GAP, settings.callback().minDelay(), 1.0);
      List<CompletableFuture<CallerEnd>> calls = scene.play(cast);
      progress.accept(
          (cast.openers().size() + cast.callers().size())
              + " callers telephone, "
              + callers
              + " of them book");
      Duration bound = CALLBACK_MAX.multipliedBy(2 + callers / agents);
      boolean all = Waits.until(bound, () -> judged(scene, rules).bridged() >= callers);
      boolean quiet =
          Waits.until(
              QUIET_MAX, () -> calls.stream().allMatch(CompletableFuture::isDone) && silent(scene));
      Judgement judgement = judged(scene, rules);
      judgement.sentences().forEach(progress);
      if (!all || !quiet) {
        progress.accept(
            "not everything happened within its bound ("
                + bound.toSeconds()
                + " s): "
                + scene.pbx().lastWords());
      }
      return report(judgement);
    }
  }

  private static Judgement judged(Scene scene, Judgement.Rules rules) {
    try {
      return Judgement.of(Records.read(scene.pbx().celFile(), scene.pbx().queueLog()), rules);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static boolean silent(Scene scene) {
    try {
      return scene.pbx().channels() == 0;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private Report report(Judgement found) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("booked", (double) found.booked());
    figures.put("bridged", (double) found.bridged());
    figures.put("rung_twice", (double) found.rungTwice());
    figures.put("turn_violations", (double) found.turnViolations());
    figures.put("turns", (double) found.turns());
    figures.put("turns_rang_already", (double) found.turnsRangAlready());
    figures.put("turns_by_share", (double) found.turnsByShare());
    figures.put("turns_unjudged", (double) found.turnsUnjudged());
    figures.put("booking_ms_p50", milliseconds(found.bookingMillisP50()));
    figures.put("booking_ms_max", milliseconds(found.bookingMillisMax()));
    figures.put("rows_unread", (double) found.unreadRows());
    Map<String, Target> targets = new LinkedHashMap<>();
    targets.put("booked", Target.equal(callers));
    targets.put("bridged", Target.equal(callers));
    targets.put("rung_twice", Target.equal(0));
    targets.put("turn_violations", Target.equal(0));
    targets.put("turns_unjudged", Target.equal(0));
    targets.put("rows_unread", Target.equal(0));
    return new Report("callback", seed, callers, "Asterisk's CEL and queue_log", figures, targets);
  }

  private static double milliseconds(long found) {
    return found < 0 ? Double.NaN : found;
  }
}
