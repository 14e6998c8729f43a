package amends.core.switchboard;

import static amends.core.switchboard.World.ANN;

import amends.core.desk.Command;
import amends.core.order.Order;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A PBX with agents and one customer, whose news come late, twice, in another order, or never. */
final class FlakyPbx {
  private final World world;
  private final Random random;
  private final OpenCommands books;
  private final TreeMap<Instant, List<Runnable>> agenda = new TreeMap<>();
  private int commandsSeen;

  /** What really happened: bridges of at least ten seconds, by their beginning. */
  final List<Instant> talks = new ArrayList<>();

  int rings;

  FlakyPbx(World world, Random random, OpenCommands books) {
    this.world = world;
    this.random = random;
    this.books = books;
  }

  /** Plays until the instant; every letter is written to the books. */
  void playUntil(Instant end) {
    while (!agenda.isEmpty() && !agenda.firstKey().isAfter(end)) {
      var next = agenda.pollFirstEntry();
      pass(next.getKey());
      next.getValue().forEach(Runnable::run);
    }
    pass(end);
  }

  void every(long seconds, Instant end, Runnable what) {
    for (Instant at = world.now(); at.isBefore(end); at = at.plusSeconds(seconds)) {
      schedule(at, what);
    }
  }

  /** Pacing's part, and sometimes a recall. */
  void pace() {
    if (world.order() instanceof Order.Ready) {
      hear(new OrderSignal.Released("pbx:a", 1));
    } else if (world.order() instanceof Order.Reserving && random.nextInt(12) == 0) {
      hear(new OrderSignal.Recalled("pbx:a", 1, "fewer members"));
    }
  }

  private void pass(Instant at) {
    Instant end = at.isAfter(world.now()) ? at : world.now();
    while (world.now().isBefore(end)) {
      Instant wake = world.order().wakeAt().filter(w -> w.isBefore(end)).orElse(end);
      Instant step = wake.isAfter(world.now()) ? wake : world.now().plusMillis(1);
      world.taking(books, () -> world.at(step.isBefore(end) ? step : end));
      perform();
    }
  }

  private void hear(OrderSignal signal) {
    world.taking(books, () -> world.hear(signal));
    perform();
  }

  private void perform() {
    while (commandsSeen < world.commands.size()) {
      Command command = world.commands.get(commandsSeen++);
      if (command instanceof Command.Reserve reserve) {
        reserve(reserve.id());
      } else if (command instanceof Command.Withdraw withdraw && random.nextInt(4) > 0) {
        news(2, new CallNews.Gone(withdraw.reservation(), CallNews.Ending.WITHDRAWN, in(2)));
      }
    }
  }

  private void reserve(UUID id) {
    switch (random.nextInt(10)) {
      case 0 -> schedule(in(10), () -> hear(new OrderSignal.Unsent(id, "its time passed")));
      case 1 ->
          surely(
              3,
              new CallNews.Gone(
                  id, pick(CallNews.Ending.REFUSED, CallNews.Ending.NEVER_STOOD), in(3)));
      case 2 -> surely(60, new CallNews.Gone(id, CallNews.Ending.LOST, in(60)));
      case 3 -> {
        news(1, new CallNews.Stood(id, in(1)));
        news(8, new CallNews.Passed(id, "anna", "", in(8)));
        surely(9, new CallNews.Gone(id, CallNews.Ending.PASSED, in(9)));
      }
      case 4 -> {
        news(1, new CallNews.Stood(id, in(1)));
        news(8, new CallNews.Ignored(id, "anna", in(8)));
        news(16, new CallNews.Ignored(id, "bob", in(16)));
        surely(600, new CallNews.Gone(id, CallNews.Ending.LOST, in(600)));
      }
      default -> {
        news(1, new CallNews.Stood(id, in(1)));
        schedule(in(5), () -> accept(id));
      }
    }
  }

  private void accept(UUID reservation) {
    world.taking(
        books, () -> world.hearUnaddressed(new OrderSignal.AgentAccepted(reservation, "anna")));
    perform();
    Optional<String> answer = world.last.answer().filter(a -> a.startsWith("GO "));
    if (answer.isEmpty()) {
      surely(2, new CallNews.Gone(reservation, CallNews.Ending.SERVED, in(2)));
      return;
    }
    UUID attempt = ((Order.Dialling) world.order()).course().attempt();
    if (random.nextInt(5) == 0) {
      // The answer was lost on its way: provably unplaced, if anybody hears of it.
      news(3, new CallNews.NotPlaced(reservation, Optional.of(attempt), "silent", in(3)));
      surely(4, new CallNews.Gone(reservation, CallNews.Ending.SERVED, in(4)));
      return;
    }
    call(reservation, attempt);
  }

  private void call(UUID reservation, UUID attempt) {
    Outcome outcome = pick(Outcome.values());
    boolean rang =
        outcome != Outcome.CONGESTION
            && outcome != Outcome.TRUNK_FAULT
            && outcome != Outcome.WRONG_NUMBER;
    int seconds = outcome == Outcome.CONNECTED ? 5 + random.nextInt(60) : 0;
    Optional<Instant> bridgedAt = seconds > 0 ? Optional.of(in(10)) : Optional.empty();
    rings += rang ? 1 : 0;
    if (seconds >= 10) {
      talks.add(in(10));
    }
    news(1, new CallNews.Started(attempt, in(1)));
    if (rang) {
      news(2, new CallNews.Rang(attempt, in(2)));
    }
    bridgedAt.ifPresent(at -> news(10, new CallNews.Bridged(attempt, at)));
    int end = 12 + seconds;
    news(
        end,
        new CallNews.Over(
            attempt,
            outcome,
            0,
            "",
            rang ? Optional.of(in(2)) : Optional.empty(),
            bridgedAt,
            bridgedAt,
            seconds,
            in(end)));
    news(
        end + 3,
        new CallNews.Disposed(
            attempt, "anna", Optional.of("1").filter(k -> random.nextBoolean()), in(end + 3)));
    surely(end + 4, new CallNews.Gone(reservation, CallNews.Ending.SERVED, in(end + 4)));
  }

  /** Lost one in ten times, doubled one in five, late one in five. */
  private void news(long seconds, CallNews news) {
    if (random.nextInt(10) > 0) {
      surely(seconds, news);
    }
  }

  private void surely(long seconds, CallNews news) {
    deliver(seconds, news);
    if (random.nextInt(5) == 0) {
      deliver(seconds, news);
    }
  }

  private void deliver(long seconds, CallNews news) {
    long late = random.nextInt(5) == 0 ? random.nextInt(300) : 0;
    schedule(
        in(seconds + late),
        () -> {
          world.taking(books, () -> world.news(news));
          perform();
        });
  }

  private void schedule(Instant at, Runnable what) {
    agenda.computeIfAbsent(at, t -> new ArrayList<>()).add(what);
  }

  private Instant in(long seconds) {
    return world.now().plusSeconds(seconds);
  }

  @SafeVarargs
  private <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }

  static void book(World world) {
    world.book(ANN, ANN, world.booking("1767.1-1"));
  }
}
