package amends.core.desk;

import java.util.List;
import java.util.Optional;

/** What a desk says to a signal: three answers, all of them values. */
public sealed interface Decision<C extends Case> {
  /**
   * The case moves.
   *
   * @param settles what became of earlier commands; written before new commands, so that one open
   *     call a case holds
   * @param answer what the source is told and what a repeat is told again
   */
  record Move<C extends Case>(
      C to, List<Fact> facts, List<Settle> settles, List<Command> commands, Optional<String> answer)
      implements Decision<C> {
    public Move {
      facts = List.copyOf(facts);
      settles = List.copyOf(settles);
      commands = List.copyOf(commands);
    }
  }

  /**
   * The case stays as it is, and why.
   *
   * @param commands what must be done all the same, such as telling a PBX to forget its note
   */
  record LetPass<C extends Case>(String why, List<Command> commands, Optional<String> answer)
      implements Decision<C> {
    public LetPass {
      commands = List.copyOf(commands);
    }

    public LetPass(String why, Optional<String> answer) {
      this(why, List.of(), answer);
    }
  }

  /** Turned down, with a sentence for the person who asked. */
  record Refuse<C extends Case>(String toThePerson) implements Decision<C> {}
}
