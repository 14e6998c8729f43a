package amends.server.runtime;

import amends.core.desk.Command;
import amends.core.desk.Taken;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * After a commit on this node, tells the performers whose commands it stored; other nodes see them
 * at their next look.
 */
public final class Nudges implements Consumer<List<Taken>> {
  private final Map<String, Runnable> gateways = new ConcurrentHashMap<>();

  /**
   * @param gateway the name of its lease, {@code pbx:a}
   */
  void register(String gateway, Runnable nudge) {
    gateways.put(gateway, nudge);
  }

  @Override
  public void accept(List<Taken> taken) {
    taken.stream()
        .flatMap(one -> one.commands().stream())
        .map(Command::gateway)
        .distinct()
        .forEach(this::nudge);
  }

  private void nudge(String gateway) {
    Runnable performer = gateways.get(gateway);
    if (performer != null) {
      performer.run();
    }
  }
}
