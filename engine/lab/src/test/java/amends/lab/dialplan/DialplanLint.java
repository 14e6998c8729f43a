package amends.lab.dialplan;

import amends.lab.dialplan.Dialplan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a dialplan for what must never be shipped; each offence is a sentence with its place. */
final class DialplanLint {
  /** The events the engine knows, with their headers in order. */
  static final Map<String, String> EVENTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("AmWithdrawn", "Order,Res"),
              Map.entry("AmLeft", "Order,Res,Status"),
              Map.entry("AmOffered", "Order,Res,Member"),
              Map.entry("AmPassed", "Order,Res,Member,Key"),
              Map.entry("AmNoGo", "Order,Res,Att,Why"),
              Map.entry("AmStart", "Order,Res,Att"),
              Map.entry("AmCustUp", "Order,Res,Att"),
              Map.entry("AmDialled", "Order,Res,Att,DialStatus,Cause,Tech,Cust"),
              Map.entry("AmDisposition", "Order,Res,Att,Member,Key"),
              Map.entry("AmAgentEnd", "Order,Res,Att,DialStatus,Cust,Disp"),
              Map.entry("AmAgentLeftFirst", "Order,Res,Att,Seconds"),
              Map.entry("AmNoted", "Key")));

  private static final Pattern JUMP =
      Pattern.compile(
          "(?:Goto|Gosub)\\(([^()]*)(?:\\(|\\)$)|hangup_handler_push\\)=(.*)$|[UF]\\((amends-[^)]*)\\)");
  private static final Pattern EVENT = Pattern.compile("(?<!CELGen)UserEvent\\((\\w+),(.*)");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(System|TrySystem|SHELL|AGI|Macro|MacroIf|EVAL|ENV|FILE|"
              + "UUID|SAYFILES|VALID_EXTEN|QUEUE_MEMBER_COUNT|MixMonitor|Monitor|Originate|Authenticate)\\(");
  private static final Pattern SINK =
      Pattern.compile(
          "\\b(CURL|Dial|Gosub|UserEvent|CELGenUserEvent|QueueLog|Queue|DB|DB_DELETE|SayUnixTime|SayDigits|Log)\\(");
  private static final Pattern NUMBERS =
      Pattern.compile(
          "AM_(NUMBER|CALLER|TO|DIGITS|FROM|SHOW|DIALLED|KEYED|ANSWER|RAW|TEXT|FORM)\\b|CALLERID|FROM_DID|EXTEN\\b");
  private static final Pattern LOST_HYPHEN = Pattern.compile("FILTER\\([^,]*[^A-Za-z0-9,(]-,");

  private final Dialplan plan;
  private final Tainted tainted;
  private final List<String> offences = new ArrayList<>();

  private DialplanLint(Dialplan plan) {
    this.plan = plan;
    this.tainted = new Tainted(plan);
  }

  static List<String> offences(Dialplan plan) {
    DialplanLint lint = new DialplanLint(plan);
    plan.contexts()
        .forEach(
            (context, extensions) ->
                extensions.forEach(
                    (extension, steps) ->
                        steps.forEach(step -> lint.look(context, extension, step))));
    return lint.offences;
  }

  private void look(String context, String extension, Step step) {
    String call = step.app() + "(" + step.data() + ")";
    if (!context.startsWith("amends-")) {
      say(step, "context " + context + " does not begin with amends-");
    }
    if (FORBIDDEN.matcher(call).find()) {
      say(step, "uses what this dialplan must not use: " + call);
    }
    if (LOST_HYPHEN.matcher(call).find()) {
      say(
          step,
          "FILTER reads the hyphen as the start of a range; put it after a range, as in A-Za-z-_. :"
              + " "
              + call);
    }
    jumps(context, extension, step);
    event(step, call);
    Matcher sink = SINK.matcher(call);
    if (sink.find() && !tainted.of(call.substring(sink.start())).isEmpty()) {
      say(
          step,
          "unfiltered " + tainted.of(call.substring(sink.start())) + " goes into " + sink.group(1));
    }
  }

  private void jumps(String context, String extension, Step step) {
    List<String> targets = new ArrayList<>();
    if (step.app().equals("GotoIf") || step.app().equals("GosubIf")) {
      String choice = step.data().substring(step.data().lastIndexOf('?') + 1);
      targets.addAll(Arrays.asList(choice.split(":", -1)));
    } else {
      Matcher jump = JUMP.matcher(step.app() + "(" + step.data() + ")");
      while (jump.find()) {
        for (int group = 1; group <= 3; group++) {
          if (jump.group(group) != null) {
            targets.add(jump.group(group).replaceFirst("\\)$", "").replace('^', ','));
          }
        }
      }
    }
    for (String target : targets) {
      List<String> parts = Arrays.asList(target.replaceFirst("\\(.*", "").split(",", -1));
      boolean sub = parts.size() == 1 && parts.getFirst().startsWith("amends-");
      if (!target.contains("${")
          && !plan.arrives(context, extension, sub ? List.of(parts.getFirst(), "s", "1") : parts)) {
        say(step, "jumps to " + target + ", which is nowhere");
      }
    }
  }

  private void event(Step step, String call) {
    Matcher event = EVENT.matcher(call);
    if (!event.find()) {
      return;
    }
    String known = EVENTS.get(event.group(1));
    StringBuilder headers = new StringBuilder();
    Matcher header = Pattern.compile("(?:^|,)([A-Z][A-Za-z]+): ").matcher(event.group(2));
    while (header.find()) {
      headers.append(headers.isEmpty() ? "" : ",").append(header.group(1));
    }
    if (known == null) {
      say(step, "sends " + event.group(1) + ", which the engine does not know");
    } else if (!known.contentEquals(headers)) {
      say(step, event.group(1) + " carries " + headers + " instead of " + known);
    }
    if (NUMBERS.matcher(event.group(2)).find()) {
      say(step, event.group(1) + " carries a telephone number");
    }
  }

  private void say(Step step, String offence) {
    offences.add(step.where() + ": " + offence);
  }
}
