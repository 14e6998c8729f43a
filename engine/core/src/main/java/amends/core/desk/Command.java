package amends.core.desk;

import java.time.Instant;
import java.util.UUID;

/**
 * Something a gateway must do, stored in the same transaction as the decision that asks for it.
 *
 * <p>The id is derived from the letter before anything is done; after {@link #notAfter} the command
 * may no longer be started.
 */
public sealed interface Command {
  UUID id();

  Instant notAfter();

  /** The gateway that may send it, by the name of its lease: {@code pbx:a}. */
  String gateway();

  /**
   * Agent first: a place-holder joins the queue in the customer's place.
   *
   * @param turnClass 0 to 9, a higher class is served first
   * @param place the instant that decides the turn inside the class
   */
  record Reserve(
      UUID id,
      CaseRef order,
      String pbx,
      String queue,
      int turnClass,
      Instant place,
      Instant notAfter)
      implements Command {
    @Override
    public String gateway() {
      return "pbx:" + pbx;
    }

    /** The name of this reservation on the PBX: legs are this with {@code -1} and {@code -2}. */
    public String channel() {
      return Ids.hex(order.party().hmac()) + Ids.hex(id);
    }
  }

  /**
   * Take a place-holder out of the queue by its exit key, which the PBX does not count as an
   * abandon.
   */
  record Withdraw(UUID id, CaseRef order, String pbx, UUID reservation, Instant notAfter)
      implements Command {
    @Override
    public String gateway() {
      return "pbx:" + pbx;
    }
  }

  /**
   * The attempt: at most once, never sent again.
   *
   * @param sentByAnswer the answer to the dialplan's question is the sending, so it is stored as
   *     sent
   */
  record PlaceCall(UUID id, CaseRef order, String pbx, boolean sentByAnswer, Instant notAfter)
      implements Command {
    @Override
    public String gateway() {
      return "pbx:" + pbx;
    }
  }

  /** The PBX may forget its note of a booking: the booking is ours now. */
  record AckNote(UUID id, String pbx, String note, Instant notAfter) implements Command {
    @Override
    public String gateway() {
      return "pbx:" + pbx;
    }
  }
}
