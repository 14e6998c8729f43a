package amends.lab.phones;

import amends.lab.ami.AmiMessage;
import amends.lab.ami.LabAmi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One caller with the receiver in hand, going through the plan. */
final class CallerAtLine {
  private static final Duration ORIGINATE_MAX = Duration.ofSeconds(30);
  private static final Duration LINE_MAX = Duration.ofHours(1);

  private final CallerPlan plan;
  private final String account;
  private final LabAmi session;
  private final BlockingQueue<Cue> coming = new LinkedBlockingQueue<>();
  private final Set<Cue> noticed = EnumSet.noneOf(Cue.class);
  private final Set<Cue> sinceLastStep = EnumSet.noneOf(Cue.class);
  private final List<String> pressed = new ArrayList<>();
  private volatile String ownChannel = "";

  CallerAtLine(CallerPlan plan, String account, LabAmi session) {
    this.plan = plan;
    this.account = account;
    this.session = session;
  }

  void hear(AmiMessage event) {
    String line = event.get("Channel");
    ownChannel = line.substring(0, line.length() - 1) + "1";
    for (Cue cue : Cue.values()) {
      if (cue.isIn(event)) {
        coming.add(cue);
      }
    }
  }

  void lineIsDead() {
    coming.add(Cue.OVER);
  }

  CallerEnd telephone() throws IOException, InterruptedException {
    Thread.sleep(plan.arrives());
    Instant started = Instant.now();
    originate();
    for (Step step : plan.steps()) {
      if (!comes(step.cue(), LINE_MAX) || comes(Cue.OVER, step.after())) {
        break;
      }
      sinceLastStep.clear();
      act(step);
    }
    comes(Cue.OVER, LINE_MAX);
    return new CallerEnd(plan, account, started, Instant.now(), noticed, pressed);
  }

  private void act(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.HangUp hangUp ->
          session.action("Hangup", Map.of("Channel", ownChannel, "Cause", "16"));
      case Step.Press press -> {
        boolean heard = false;
        while (!heard && !noticed.contains(Cue.OVER)) {
          session.action(
              "PlayDTMF", Map.of("Channel", ownChannel, "Digit", press.key(), "Duration", "120"));
          pressed.add(press.key());
          heard = comes(press.until(), press.every());
        }
      }
    }
  }

  /**
   * Whether the cue has come since the last step, or comes within the time; a dead line ends the
   * waiting.
   */
  private boolean comes(Cue wanted, Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (!sinceLastStep.contains(wanted) && !noticed.contains(Cue.OVER)) {
      Cue cue = coming.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (cue == null) {
        return false;
      }
      noticed.add(cue);
      sinceLastStep.add(cue);
    }
    return sinceLastStep.contains(wanted) || wanted == Cue.OVER;
  }

  private void originate() throws IOException {
    AmiMessage answer =
        session.action(
            "Originate",
            Map.of(
                "Channel",
                "Local/s@lab-inbound/n",
                "Context",
                "lab-caller",
                "Exten",
                "s",
                "Priority",
                "1",
                "Async",
                "true",
                "Timeout",
                Long.toString(ORIGINATE_MAX.toMillis()),
                "Account",
                account),
            List.of(
                "__LAB_FROM=" + plan.number(),
                "__LAB_QUEUE=" + plan.queue(),
                "__LAB_CLASS=" + plan.priorityClass()));
    if (!answer.isSuccess()) {
      throw new IOException("the PBX refused the call: " + answer.get("Message"));
    }
  }
}
