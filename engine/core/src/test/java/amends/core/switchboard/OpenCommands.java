package amends.core.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.Command;
import amends.core.desk.Settle;
import amends.core.desk.Taken;
import amends.core.order.Order;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Keeps the books on commands as the store does, settles first, and refuses what its unique index
 * would refuse.
 */
final class OpenCommands {
  private final SortedMap<UUID, Command> open = new TreeMap<>();
  private int calls;

  void write(Taken taken, Order before, Order after) {
    for (Settle settle : taken.settles()) {
      if (settle.state() == Settle.State.UNKNOWN) {
        assertThat(open).as("only an open command can be in doubt").containsKey(settle.command());
      } else {
        assertThat(open.remove(settle.command()))
            .as("settled while it was open: %s", settle)
            .isNotNull();
      }
    }
    for (Command command : taken.commands()) {
      if (command instanceof Command.Reserve || command instanceof Command.PlaceCall) {
        assertThat(before.closed()).as("never dialled after it has closed").isFalse();
        assertThat(open).as("one call at a time").isEmpty();
        open.put(command.id(), command);
        calls += command instanceof Command.PlaceCall ? 1 : 0;
      }
    }
    if (after.closed()) {
      assertThat(open).as("nothing is left open by a closed order").isEmpty();
    } else {
      assertThat(alive(after)).as("nobody would ever look at it again: %s", after).isTrue();
    }
  }

  int calls() {
    return calls;
  }

  Map<UUID, Command> open() {
    return open;
  }

  /**
   * It wakes by itself, pacing looks at it, evidence of its command is sought, or a person has been
   * asked.
   */
  private boolean alive(Order order) {
    return order.wakeAt().isPresent()
        || order instanceof Order.Ready
        || !open.isEmpty()
        || order.needsPersonAt().isPresent();
  }
}
