package amends.server.store;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.PartyId;
import amends.core.desk.Settle;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The row of {@code command} that a new command begins with. */
final class CommandRow {
  static final Shape SHAPE =
      Shape.of(
          "command",
          """
          party uuid, id uuid, case_id uuid, type text, gateway text, state text, not_after timestamptz,
          sent_at timestamptz, evidence text, body_v smallint, body text
          """);

  private final PartyId party;
  private final Command command;
  private Settle.State state;
  private String evidence;

  /**
   * @param letterParty whose letter asked for it: the command's person where it has no case
   */
  CommandRow(PartyId letterParty, Command command) {
    this.command = command;
    this.party = order(command).map(CaseRef::party).orElse(letterParty);
    this.state = isSentByAnswer() ? Settle.State.SENT : Settle.State.WAITING;
  }

  static Optional<CaseRef> order(Command command) {
    return switch (command) {
      case Command.Reserve reserve -> Optional.of(reserve.order());
      case Command.Withdraw withdraw -> Optional.of(withdraw.order());
      case Command.PlaceCall place -> Optional.of(place.order());
      case Command.AckNote note -> Optional.empty();
    };
  }

  PartyId party() {
    return party;
  }

  /** A later letter of the same turn tells what became of it: it is stored as it ended. */
  void settle(Settle settle) {
    if (isOpen(state)) {
      state = settle.state();
      evidence = settle.evidence();
    }
  }

  Object[] values(Bodies bodies, Instant now) {
    UUID about = order(command).map(CaseRef::id).orElse(null);
    return new Object[] {
      party.hmac(),
      command.id(),
      about,
      Bodies.type(command),
      command.gateway(),
      word(state),
      Times.of(command.notAfter()),
      isSentByAnswer() ? Times.of(now) : null,
      evidence,
      Bodies.VERSION,
      bodies.write(command)
    };
  }

  static boolean isOpen(Settle.State state) {
    return switch (state) {
      case WAITING, SENT, UNKNOWN -> true;
      case DONE, LATE, WITHDRAWN -> false;
    };
  }

  static String word(Settle.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private boolean isSentByAnswer() {
    return command instanceof Command.PlaceCall call && call.sentByAnswer();
  }
}
