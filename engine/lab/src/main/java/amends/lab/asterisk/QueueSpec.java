package amends.lab.asterisk;

import java.util.List;

/**
 * One queue of the lab's PBX, as an administrator would configure it for callbacks.
 *
 * @param name as the dialplan calls it
 * @param strategy e.g. {@code rrmemory}
 * @param wrapUpSeconds an agent's pause after each call
 * @param ringSeconds how long an agent's phone rings before another is tried
 * @param offerPrompt what waiting callers hear now and then; empty for nothing
 * @param offerSeconds the pause between two offers
 * @param members whole {@code member =>} values
 * @param extra further lines of the queue's section, e.g. {@code maxlen = 10}
 */
public record QueueSpec(
    String name,
    String strategy,
    int wrapUpSeconds,
    int ringSeconds,
    String offerPrompt,
    int offerSeconds,
    List<String> members,
    List<String> extra) {
  public QueueSpec {
    members = List.copyOf(members);
    extra = List.copyOf(extra);
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "queue name \"" + name + "\": use letters, digits, _ and - only");
    }
  }

  /**
   * A queue with the lab's usual settings and no members. The prompt is a short one (1.5 s): while
   * the first in line hears it, a free agent is not rung, also with {@code announce-to-first-user =
   * no} (seen on 22.10.1: 7.6 s with a longer one).
   */
  public static QueueSpec of(String name) {
    return new QueueSpec(name, "rrmemory", 1, 12, "to-call-this-number", 20, List.of(), List.of());
  }

  public QueueSpec withMembers(List<String> theseMembers) {
    return new QueueSpec(
        name, strategy, wrapUpSeconds, ringSeconds, offerPrompt, offerSeconds, theseMembers, extra);
  }

  public QueueSpec withStrategy(String thisStrategy) {
    return new QueueSpec(
        name, thisStrategy, wrapUpSeconds, ringSeconds, offerPrompt, offerSeconds, members, extra);
  }

  public QueueSpec withTimes(int wrapUp, int ring) {
    return new QueueSpec(name, strategy, wrapUp, ring, offerPrompt, offerSeconds, members, extra);
  }

  public QueueSpec withOffer(String prompt, int everySeconds) {
    return new QueueSpec(
        name, strategy, wrapUpSeconds, ringSeconds, prompt, everySeconds, members, extra);
  }

  public QueueSpec withExtra(List<String> lines) {
    return new QueueSpec(
        name, strategy, wrapUpSeconds, ringSeconds, offerPrompt, offerSeconds, members, lines);
  }

  /** The section of {@code queues.conf}. */
  String section() {
    StringBuilder text = new StringBuilder("[" + name + "]\n");
    text.append(
        """
        context = amends-exit
        announce-to-first-user = no
        ringinuse = no
        setinterfacevar = yes
        announce-frequency = 0
        announce-holdtime = no
        announce-position = no
        retry = 1
        """);
    text.append("strategy = ").append(strategy).append("\nwrapuptime = ").append(wrapUpSeconds);
    text.append("\ntimeout = ").append(ringSeconds).append('\n');
    if (!offerPrompt.isEmpty()) {
      text.append("periodic-announce = ")
          .append(offerPrompt)
          .append("\nperiodic-announce-frequency = ")
          .append(offerSeconds)
          .append("\nperiodic-announce-startdelay = 3\n");
    }
    extra.forEach(line -> text.append(line).append('\n'));
    members.forEach(member -> text.append("member => ").append(member).append('\n'));
    return text.append('\n').toString();
  }
}
