package amends.app.demo;

import amends.core.desk.CaseRef;
import amends.core.desk.Noted;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import amends.core.order.OrderFact;
import amends.core.order.Promise;
import amends.core.order.Standing;
import amends.core.order.Verdict;
import amends.lab.ami.AmiMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells the demo as it happens: who waits (the PBX says so), who booked, whose phone rings, and how
 * each promise stands (the engine's committed facts). Every line carries the time since the command
 * was given.
 */
final class Story {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final DateTimeFormatter DUE =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final PrintStream out;
  private final Instant began;
  private final InstantSource clock;
  private final Map<PartyId, String> people = new ConcurrentHashMap<>();
  private final SortedMap<String, String> stages = new TreeMap<>();
  private final SortedMap<String, Promise> open = new TreeMap<>();
  private int kept;
  private boolean rung;

  Story(PrintStream out, Instant began, InstantSource clock) {
    this.out = out;
    this.began = began;
    this.clock = clock;
  }

  /** A made-up person of the demo, so that facts about them can be told with their name. */
  void introduce(PartyId party, String name) {
    people.put(party, name);
  }

  /** Hears what the engine committed. */
  void committed(List<Taken> turns) {
    for (Taken turn : turns) {
      for (Noted noted : turn.facts()) {
        if (noted.about().isPresent() && noted.fact() instanceof OrderFact fact) {
          tell(noted.about().get(), fact);
        }
      }
    }
  }

  /**
   * Hears what the PBX says of live callers; our own place-holders are told by the engine's facts.
   */
  void heard(AmiMessage event) {
    String caller = event.get("CallerIDNum");
    if (event.get("CallerIDName").startsWith("CB ")) {
      return;
    }
    switch (event.event()) {
      case "QueueCallerJoin" ->
          say(
              caller
                  + " waits in "
                  + event.get("Queue")
                  + ", place "
                  + event.get("Position")
                  + " of "
                  + event.get("Count"));
      case "AgentConnect" ->
          say(
              caller
                  + " is answered by "
                  + agent(event.get("MemberName"))
                  + " after "
                  + event.get("HoldTime")
                  + " s");
      default -> {}
    }
  }

  /** How many promises were kept so far. */
  synchronized int kept() {
    return kept;
  }

  /** A line of the narrator's own. */
  synchronized void say(String line) {
    Duration since = Duration.between(began, clock.instant());
    out.printf("  %02d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), line);
    out.flush();
  }

  private synchronized void tell(CaseRef order, OrderFact fact) {
    String who = people.getOrDefault(order.party(), "someone");
    switch (fact) {
      case OrderFact.Accepted accepted -> {
        open.put(who, accepted.promise());
        stands(who, "booked");
        say(
            who
                + " pressed # and BOOKED a callback, promised by "
                + DUE.format(accepted.promise().due().atZone(ZoneId.systemDefault()))
                + "; the place in the line is kept");
      }
      case OrderFact.Reserved reserved -> {
        stands(who, "in the queue again");
        say(who + ": a place-holder joins the queue in that place");
      }
      case OrderFact.ReservationEnded ended -> stands(who, "booked");
      case OrderFact.AgentPassed passed ->
          say(who + ": " + agent(passed.member()) + " let it pass; asked again in a while");
      case OrderFact.AgentIgnored ignored ->
          say(who + ": " + agent(ignored.member()) + " did not pick up");
      case OrderFact.AttemptPlaced placed -> {
        stands(who, "being dialled");
        say(who + ": " + agent(placed.member()) + " pressed 1, the number may be dialled");
      }
      case OrderFact.AttemptUnplaced unplaced ->
          say(who + ": not dialled (" + unplaced.why() + "), and not counted");
      case OrderFact.CustomerRang rang -> {
        stands(who, "ringing");
        say(who + "'s phone RINGS" + firstRing());
      }
      case OrderFact.Reached reached -> say(who + " picks up");
      case OrderFact.Bridged bridged -> {
        stands(who, "talking");
        say(who + " and the agent are connected");
      }
      case OrderFact.AttemptEnded ended ->
          say(
              who
                  + ": the call is over, "
                  + word(ended.outcome())
                  + ", "
                  + ended.bridgedSeconds()
                  + " s connected");
      case OrderFact.Disposed disposed ->
          say(who + ": " + agent(disposed.member()) + " closes with key " + disposed.key());
      case OrderFact.DueMissed missed -> say(who + ": the promise is OVERDUE, and stays open");
      case OrderFact.NeedsPerson needs ->
          say(who + ": a supervisor should look (" + needs.why() + ")");
      case OrderFact.Closed closed -> {
        String verdict = word(closed.verdict());
        open.remove(who);
        stands(who, verdict);
        kept += closed.verdict() == Verdict.KEPT ? 1 : 0;
        say(
            who
                + ": promise "
                + verdict.toUpperCase(Locale.ROOT)
                + "      ["
                + board()
                + "]"
                + openPromises());
      }
    }
  }

  private String firstRing() {
    if (rung) {
      return "";
    }
    rung = true;
    return "   (first ring "
        + Duration.between(began, clock.instant()).toSeconds()
        + " s after the command)";
  }

  private void stands(String who, String how) {
    stages.put(who, how);
  }

  /** How the promises that are still open stand against their windows; nothing where none is. */
  private String openPromises() {
    return open.isEmpty()
        ? ""
        : "  open: "
            + counted(
                open.values().stream()
                    .map(one -> word(Standing.of(one, clock.instant())))
                    .toList());
  }

  /** How many promises stand where, one line. */
  private String board() {
    return counted(stages.values());
  }

  private static String counted(Collection<String> words) {
    SortedMap<String, Integer> count = new TreeMap<>();
    words.forEach(word -> count.merge(word, 1, Integer::sum));
    return count.entrySet().stream()
        .map(one -> one.getValue() + " " + one.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code Local/201@lab-agent/n} and {@code Agent 201} are both agent 201. */
  private static String agent(String member) {
    Matcher number = NUMBER.matcher(member);
    return number.find() ? "agent " + number.group() : "an agent";
  }
}
