package amends.core.pacing;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.PartyId;
import amends.core.pacing.Member.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * An hour of a queue as app_queue serves it, made up in steps of 50 ms: a free agent is rung within
 * a second for whoever stands first; every second caller books; a place-holder needs 0.2 to 0.4 s
 * to come in. Counts whom an agent's phone rang for while an earlier booking was owed its turn.
 */
final class MadeUpQueue {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final double STEP = 0.05;
  private static final int STEPS = 72_000;
  private static final double TALK = 60;
  private static final double WHISPER = 3;

  private enum At {
    WAITS,
    COMES_IN,
    STANDS,
    RINGS,
    HEARD,
    GONE
  }

  private enum Doing {
    NOTHING,
    RINGING,
    TALKING,
    WRAPPING_UP
  }

  private static final class Caller {
    private final Candidate order;
    private final double place;
    private final double readyAt;
    private At at = At.WAITS;
    private double until;

    private Caller(int n, double place, Optional<Double> ready) {
      this.order =
          new Candidate(
              new CaseRef(new PartyId(new UUID(0, n)), Kind.ORDER, new UUID(1, n)), 0, at(place));
      this.place = place;
      this.readyAt = ready.orElse(Double.NaN);
    }

    private boolean booked() {
      return !Double.isNaN(readyAt);
    }

    private boolean standsInTheQueue() {
      return at == At.STANDS || at == At.RINGS || at == At.WAITS && !booked();
    }

    private boolean canBeRung() {
      return standsInTheQueue() && at != At.RINGS;
    }
  }

  private static final class Agent {
    private Doing doing = Doing.NOTHING;
    private double since;
    private double until;
    private double looksAgain;
    private Caller caller;
  }

  private final Pacing pacing = new Pacing(PacingPolicy.DEFAULT);
  private final Random random;
  private final double wrapUp;
  private final List<Agent> agents = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();
  private final Deque<Double> talks = new ArrayDeque<>();
  private int born;
  private double nextCall;
  private double now;
  private int turns;
  private int passedOver;

  MadeUpQueue(int agents, double wrapUpSeconds, long seed) {
    this.random = new Random(seed);
    this.wrapUp = wrapUpSeconds;
    for (int i = 0; i < agents; i++) {
      this.agents.add(new Agent());
    }
  }

  /** Lets the hour pass. */
  MadeUpQueue run() {
    for (int step = 0; step < STEPS; step++) {
      now = step * STEP;
      arrive();
      callers.stream()
          .filter(c -> c.at == At.COMES_IN && now >= c.until)
          .forEach(c -> c.at = At.STANDS);
      agents.forEach(this::live);
      if (step % 5 == 0) {
        pace();
        callers.removeIf(c -> c.at == At.GONE);
      }
    }
    return this;
  }

  /** How often an agent's phone rang. */
  int turns() {
    return turns;
  }

  /** How often it did while an earlier booking had been owed its turn for more than a second. */
  int passedOver() {
    return passedOver;
  }

  /** More calls than the agents can take for a while, then fewer. */
  private void arrive() {
    if (now < nextCall) {
      return;
    }
    Optional<Double> ready =
        random.nextBoolean() ? Optional.of(now + 15 + random.nextInt(10)) : Optional.empty();
    callers.add(new Caller(born++, now, ready));
    double load = now % 1_200 < 700 ? 1.15 : 0.6;
    nextCall = now + exponential((TALK + wrapUp + 4) / agents.size() / load);
  }

  private void live(Agent agent) {
    if (now < agent.until) {
      if (agent.doing == Doing.TALKING && now >= agent.since + WHISPER) {
        agent.caller.at = At.GONE;
      }
      return;
    }
    switch (agent.doing) {
      case RINGING -> {
        agent.doing = Doing.TALKING;
        agent.caller.at = agent.caller.booked() ? At.HEARD : At.GONE;
        agent.since = now;
        agent.until = now + (agent.caller.booked() ? WHISPER : 0) + exponential(TALK);
      }
      case TALKING -> {
        talks.addLast(now - agent.since);
        if (talks.size() > 20) {
          talks.removeFirst();
        }
        agent.caller.at = At.GONE;
        agent.doing = Doing.WRAPPING_UP;
        agent.until = now + wrapUp;
      }
      case WRAPPING_UP -> {
        agent.doing = Doing.NOTHING;
        agent.looksAgain = now + random.nextDouble();
      }
      case NOTHING -> ring(agent);
    }
  }

  private void ring(Agent agent) {
    if (now < agent.looksAgain) {
      return;
    }
    agent.looksAgain = now + 1;
    callers.stream()
        .filter(Caller::canBeRung)
        .min(Comparator.comparingDouble(c -> c.place))
        .ifPresent(
            first -> {
              turns++;
              Predicate<Caller> owed = c -> c.booked() && (c.at == At.WAITS || c.at == At.COMES_IN);
              if (callers.stream()
                  .filter(owed)
                  .anyMatch(c -> c.readyAt < now - 1 && c.place < first.place - 1)) {
                passedOver++;
              }
              first.at = At.RINGS;
              agent.caller = first;
              agent.doing = Doing.RINGING;
              agent.until = now + 1 + random.nextDouble();
            });
  }

  private void pace() {
    List<QueuePicture.Entry> entries =
        callers.stream()
            .filter(Caller::standsInTheQueue)
            .map(
                c ->
                    new QueuePicture.Entry(
                        c.order.turn().priority(TurnNumber.T0_DEFAULT), c.booked()))
            .toList();
    QueuePicture picture =
        new QueuePicture(
            "a",
            "q",
            agents.stream().map(this::member).toList(),
            entries,
            0,
            seconds(talks.stream().mapToDouble(t -> t).average().orElse(0)),
            TurnNumber.T0_DEFAULT);
    List<Candidate> ready = orders(c -> c.at == At.WAITS && now >= c.readyAt);
    List<Candidate> reserving = orders(c -> c.at != At.WAITS && c.at != At.GONE);
    List<CaseRef> released = pacing.release(picture, ready, reserving, at(now));
    for (Caller caller : callers) {
      if (released.contains(caller.order.order())) {
        caller.at = At.COMES_IN;
        caller.until = now + 0.2 + 0.2 * random.nextDouble();
      }
    }
  }

  private List<Candidate> orders(Predicate<Caller> which) {
    return callers.stream().filter(c -> c.booked() && which.test(c)).map(c -> c.order).toList();
  }

  private Member member(Agent agent) {
    boolean talks = agent.doing == Doing.TALKING;
    Device device =
        talks ? Device.IN_USE : agent.doing == Doing.RINGING ? Device.RINGING : Device.NOT_IN_USE;
    return new Member(
        "agent",
        false,
        device,
        talks ? Optional.of(at(agent.since)) : Optional.empty(),
        agent.doing == Doing.WRAPPING_UP ? Optional.of(at(agent.until)) : Optional.empty(),
        talks ? seconds(wrapUp) : Duration.ZERO,
        talks && agent.caller.booked()
            ? Optional.of(agent.caller.order.order().party())
            : Optional.empty());
  }

  private double exponential(double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  private static Instant at(double second) {
    return START.plus(seconds(second));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
