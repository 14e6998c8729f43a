package amends.lab.witness;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An agent's telephone began to ring for a queue entry, known by the entry's linkedid. */
record AgentRing(String agent, String linkedid, Instant at) {
  private static final Pattern LEG = Pattern.compile("^Local/([0-9]+)@lab-agent-[^;]*;1$");

  static List<AgentRing> from(List<CelRow> cel) {
    return cel.stream()
        .filter(r -> r.type().equals("CHAN_START") && isAgent(r))
        .map(r -> new AgentRing(number(r.channel()), r.linkedid(), r.at()))
        .toList();
  }

  static boolean isAgent(CelRow row) {
    return LEG.matcher(row.channel()).matches();
  }

  static String number(String channel) {
    Matcher leg = LEG.matcher(channel);
    return leg.matches() ? leg.group(1) : "";
  }
}
