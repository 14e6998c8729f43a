package amends.server.runtime;

import amends.core.desk.Case;
import amends.core.desk.Letter;
import amends.core.desk.Party;
import amends.core.desk.Taken;
import amends.core.desk.WakeUp;
import java.time.Instant;
import java.util.Optional;

/** A wake-up whose decision leaves the wake-up where it was would wake for ever: that is a bug, it fails and so is parked. */
final class NoWakeStorm {
  private NoWakeStorm() {}

  static Take in(Take take) {
    return (parties, letter, clock) -> {
      Taken taken = take.take(parties, letter, clock);
      if (letter.signal() instanceof WakeUp wake && stillWakesAt(taken, letter, wake.dueAt())) {
        throw new IllegalStateException(
            "the wake-up of " + wake.kind() + " of party " + letter.party() + " at " + wake.dueAt() + " was left where it was: it would wake for ever");
      }
      return taken;
    };
  }

  private static boolean stillWakesAt(Taken taken, Letter letter, Instant dueAt) {
    Party party = taken.after().get(letter.party());
    if (party == null || letter.to().isEmpty()) {
      return false;
    }
    Case now = party.cases().get(letter.to().get().id());
    return now != null && !now.closed() && now.wakeAt().equals(Optional.of(dueAt));
  }
}
