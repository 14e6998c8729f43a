package amends.lab.witness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes CEL and queue_log by hand, the way the real Asterisk wrote them; times are seconds of the
 * story.
 */
final class Tape {
  static final long T0 = 1_800_000_000L;

  private record Line(double at, String text) {}

  private final List<Line> cel = new ArrayList<>();
  private final List<Line> log = new ArrayList<>();

  static String reservation(String party, int nth) {
    return (party.repeat(32).substring(0, 32) + String.format("%032x", nth)) + "-1";
  }

  Tape row(
      double at,
      String type,
      String channel,
      String uniqueid,
      String linkedid,
      String app,
      String data,
      String number) {
    String user = type.matches("(Lab|Am).*") ? type : "";
    String extra = user.isEmpty() ? "" : "{\"extra\":\"" + data + "\"}";
    cel.add(
        new Line(
            at,
            Stream.of(
                        type,
                        time(at),
                        user,
                        channel,
                        uniqueid,
                        linkedid,
                        "s",
                        "lab",
                        app,
                        user.isEmpty() ? data : type + "," + data,
                        extra,
                        "",
                        "",
                        number,
                        "")
                    .map(f -> '"' + f.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(","))
                + "\n"));
    return this;
  }

  /** A caller arrives and stands in the queue. */
  Tape queues(double at, String number, String queue, int priorityClass) {
    row(at, "LabArrive", inbound(number), number, number, "", queue + " " + priorityClass, number);
    row(at, "APP_START", inbound(number), number, number, "Queue", queue, number);
    log.add(
        new Line(
            at,
            (long) at + T0 + "|" + number + "|" + queue + "|NONE|ENTERQUEUE||" + number + "|1\n"));
    return this;
  }

  /** The caller leaves the queue by # and books; the engine answers so long after. */
  Tape books(double at, String number, String queue, double took, String answer) {
    row(at, "APP_END", inbound(number), number, number, "Queue", queue, number);
    log.add(
        new Line(at, (long) at + T0 + "|" + number + "|" + queue + "|NONE|EXITWITHKEY|#|1|1|3\n"));
    row(at + 1, "AmAsk", inbound(number), number, number, "", "", number);
    row(at + 1 + took, "AmAnswer", inbound(number), number, number, "", answer, number);
    if (!answer.isEmpty() && !answer.equals("REFUSED")) {
      row(at + 2 + took, "AmConfirm", inbound(number), number, number, "", "", number);
    }
    return this;
  }

  /** A place-holder is put into the queue. */
  Tape holds(double at, String linkedid, String queue) {
    return row(
        at,
        "APP_START",
        "Local/s@amends-reserve-1;2",
        second(linkedid),
        linkedid,
        "Queue",
        queue + ",cC",
        "");
  }

  /** An agent's telephone rings for whoever has this linkedid. */
  Tape rings(double at, String agent, String linkedid) {
    return row(
        at,
        "CHAN_START",
        "Local/" + agent + "@lab-agent-" + (int) (at * 10) + ";1",
        agent + at,
        linkedid,
        "",
        "",
        "");
  }

  /** The agent answers the entry and is joined to it until the end. */
  Tape answers(double at, String agent, String linkedid, String queue, double until) {
    String call = linkedid.endsWith("-1") ? second(linkedid) : linkedid;
    String channel = linkedid.endsWith("-1") ? "Local/s@amends-reserve-1;2" : inbound(linkedid);
    String leg = "Local/" + agent + "@lab-agent-" + call + ";1";
    log.add(
        new Line(
            at,
            (long) at + T0 + "|" + call + "|" + queue + "|Agent " + agent + "|CONNECT|3|x|2\n"));
    row(at, "BRIDGE_ENTER", leg, agent + "@" + at, linkedid, "", "", "");
    row(at, "BRIDGE_ENTER", channel, call, linkedid, "Queue", queue, "");
    row(until, "BRIDGE_EXIT", channel, call, linkedid, "Queue", queue, "");
    row(until, "BRIDGE_EXIT", leg, agent + "@" + at, linkedid, "", "", "");
    row(until, "APP_END", channel, call, linkedid, "Queue", queue, "");
    return row(until, "HANGUP", channel, call, linkedid, "", "", "");
  }

  /**
   * The customer's telephone rings until the end; bridged in between unless {@code from} is
   * negative.
   */
  Tape phones(
      double at, String number, String attempt, String linkedid, double from, double until) {
    String base = "Local/" + number + "@lab-carrier-" + attempt + (int) (at * 10);
    row(at, "LabRing", base + ";2", base + "2", linkedid, "", number + " " + attempt, "");
    if (from >= 0) {
      row(from, "LabAnswer", base + ";2", base + "2", linkedid, "", number + " " + attempt, "");
      row(from, "BRIDGE_ENTER", base + ";1", base + "1", linkedid, "", "", "");
      row(until, "BRIDGE_EXIT", base + ";1", base + "1", linkedid, "", "", "");
    }
    return row(until, "HANGUP", base + ";2", base + "2", linkedid, "", "", "");
  }

  Records records() {
    return Records.parse(text(cel), text(log));
  }

  private static String text(List<Line> lines) {
    return lines.stream()
        .sorted(Comparator.comparingDouble(Line::at))
        .map(Line::text)
        .collect(Collectors.joining());
  }

  private static String inbound(String number) {
    return "Local/s@lab-inbound-" + number + ";2";
  }

  private static String second(String linkedid) {
    return linkedid.substring(0, linkedid.length() - 1) + "2";
  }

  private static String time(double at) {
    return String.format(Locale.ROOT, "%.6f", T0 + at);
  }
}
