package amends.core.order;

import amends.core.desk.Command;
import amends.core.desk.Decision;
import amends.core.desk.Fact;
import amends.core.desk.Hearing;
import amends.core.desk.Settle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision while it is being put together; whatever moves an order, the due instant is looked at
 * here and only here.
 */
final class Draft {
  private final Hearing in;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Settle> settles = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private Optional<String> answer = Optional.empty();

  private Draft(Hearing in) {
    this.in = in;
  }

  static Draft of(Hearing in) {
    return new Draft(in);
  }

  static Decision<Order> letPass(String why) {
    return new Decision.LetPass<>(why, Optional.empty());
  }

  Instant clock() {
    return in.clock();
  }

  Draft fact(OrderFact fact) {
    facts.add(fact);
    return this;
  }

  Draft settle(UUID command, Settle.State state, String evidence) {
    settles.add(new Settle(command, state, evidence));
    return this;
  }

  Draft command(Command command) {
    commands.add(command);
    return this;
  }

  Draft answer(String words) {
    answer = Optional.of(words);
    return this;
  }

  /**
   * The order stands there now. A due instant that has passed unkept is noted once, with its own
   * time.
   */
  Decision<Order> to(Order next) {
    if (next instanceof Order.Closed closed) {
      Order.Closed noted = (Order.Closed) lookAtDue(closed);
      facts.add(
          new OrderFact.Closed(
              noted.verdict(), noted.closedBy(), noted.disposition(), noted.closedAt()));
      return move(noted);
    }
    return move(lookAtDue(next));
  }

  private Order lookAtDue(Order next) {
    Instant due = next.promise().due();
    History history = next.history();
    boolean keptInTime = history.keptAt().filter(kept -> !kept.isAfter(due)).isPresent();
    boolean talkingInTime = next instanceof Order.Talking t && !t.bridgedAt().isAfter(due);
    if (clock().isBefore(due) || history.dueMissedAt().isPresent() || keptInTime || talkingInTime) {
      return next;
    }
    facts.add(new OrderFact.DueMissed(due));
    return next.with(history.dueMissed(due));
  }

  private Decision<Order> move(Order next) {
    return new Decision.Move<>(next, facts, settles, commands, answer);
  }
}
