package amends.app.scene;

import amends.lab.asterisk.QueueSpec;
import amends.lab.phones.AgentPlan;
import amends.lab.phones.CallerPlan;
import amends.lab.phones.CustomerPlan;
import amends.lab.phones.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The people of a scene, made up from a seed: agents who are busy at first, callers who book with
 * #, and callers who stay on the line between them, so that there is a turn to be kept.
 *
 * @param openers one for each agent; the others telephone when these are being served
 * @param callers everybody else, in the order they arrive
 * @param bookers the numbers of those who book, in the order they arrive
 */
public record Cast(
    People people,
    QueueSpec queue,
    List<CallerPlan> openers,
    List<CallerPlan> callers,
    List<String> bookers) {
  private static final String QUEUE = "support";

  /** Numbers of one round in a group, and of the group in all. */
  private static final int ROUND_NUMBERS = 100;

  private static final int GROUP_NUMBERS = 9_900;

  private static final int OPENERS = 10_001;
  private static final int BOOKERS = 20_001;
  private static final int STAYERS = 30_001;
  private static final int LATECOMERS = 40_001;

  /**
   * From arriving to being promised: the offer, patience, the number spoken, and the engine's
   * answer.
   */
  private static final Duration BOOKING_MAX = Duration.ofSeconds(20);

  private static final int WRAP_UP_SECONDS = 2;
  private static final int AGENT_RING_SECONDS = 15;

  public Cast {
    openers = List.copyOf(openers);
    callers = List.copyOf(callers);
    bookers = List.copyOf(bookers);
  }

  /**
   * Openers who keep every agent busy until the last booker has booked; the bookers, with one who
   * stays on the line after every second of them; and as many latecomers, who must not be answered
   * before those whose place is earlier.
   *
   * @param round another round has other people, since a caller may ask only so often a day; agents
   *     stay
   */
  public static Cast of(int bookers, int agents, long seed, int round) {
    Random random = new Random(seed + round);
    People people = People.nobody();
    List<CallerPlan> callers = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    Duration arrives = Duration.ZERO;
    for (int i = 0; i < bookers; i++) {
      String number = number(BOOKERS, round, i);
      numbers.add(number);
      people.customer(number, customer(random));
      callers.add(CallerPlan.books(number, QUEUE, arrives, millis(random, 2_000, 5_000)));
      arrives = arrives.plus(millis(random, 1_200, 2_500));
      if (i % 2 == 1) {
        callers.add(
            CallerPlan.stays(
                number(STAYERS, round, i), QUEUE, arrives, millis(random, 8_000, 14_000)));
        arrives = arrives.plus(millis(random, 1_200, 2_500));
      }
    }
    Duration allBooked = arrives.plus(BOOKING_MAX);
    List<CallerPlan> openers = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      openers.add(
          CallerPlan.stays(
              number(OPENERS, round, i),
              QUEUE,
              Duration.ZERO,
              allBooked.plus(millis(random, 0, 6_000))));
    }
    for (int i = 0; i < bookers / 2; i++) {
      Duration late = allBooked.plus(millis(random, 5_000, 20_000));
      callers.add(
          CallerPlan.stays(
              number(LATECOMERS, round, i), QUEUE, late, millis(random, 8_000, 14_000)));
    }
    callers.sort(Comparator.comparing(CallerPlan::arrives));
    String[] team =
        IntStream.range(201, 201 + agents).mapToObj(String::valueOf).toArray(String[]::new);
    for (String agent : team) {
      people.agent(agent, agent(random));
    }
    QueueSpec queue =
        new QueueSpec(
            QUEUE, "rrmemory", WRAP_UP_SECONDS, AGENT_RING_SECONDS, "", 20, List.of(), List.of());
    return new Cast(people, people.staff(queue, team), openers, callers, numbers);
  }

  private static String number(int group, int round, int i) {
    return "486001" + (group + round * ROUND_NUMBERS % GROUP_NUMBERS + i);
  }

  private static AgentPlan agent(Random random) {
    return new AgentPlan(
        true,
        millis(random, 500, 1_500),
        "1",
        millis(random, 1_000, 2_500),
        Duration.ofSeconds(60),
        "1",
        millis(random, 500, 1_500));
  }

  /** Stays on the line long enough to count as talked to, also when the agent is slow. */
  private static CustomerPlan customer(Random random) {
    return new CustomerPlan.Answers(
        millis(random, 1_000, 3_000), "1", Duration.ofSeconds(2), millis(random, 14_000, 17_000));
  }

  private static Duration millis(Random random, int from, int to) {
    return Duration.ofMillis(from + random.nextInt(to - from));
  }
}
