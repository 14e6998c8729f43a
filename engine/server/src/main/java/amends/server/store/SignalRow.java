package amends.server.store;

import amends.core.desk.CaseRef;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The row of {@code signal} that keeps a letter: dedupe, remembered answer and flight recorder in
 * one.
 */
final class SignalRow {
  static final Shape SHAPE =
      Shape.of(
          "signal",
          """
          party uuid, id uuid, state text, case_id uuid, to_kind text, by_party uuid, turn bigint, n smallint,
          happened_at timestamptz, at timestamptz, type text, body_v smallint, body text, raw bytea, digest bytea,
          answer text, why text, trouble text
          """);

  /** What the row says beside the letter itself. */
  record Fate(
      String state,
      Optional<CaseRef> moved,
      Optional<String> answer,
      Optional<String> why,
      Optional<String> trouble) {
    static Fate taken(Optional<CaseRef> moved, Optional<String> answer, Optional<String> why) {
      return new Fate("taken", moved, answer, why, Optional.empty());
    }

    static Fate behind() {
      return new Fate(
          "behind", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Fate parked(String trouble) {
      return new Fate(
          "parked", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(trouble));
    }
  }

  private SignalRow() {}

  /**
   * @param id the letter's own, but where that one is taken by another letter
   * @throws UnwritableException when a letter that is taken cannot be kept as it is
   */
  static Object[] of(
      Bodies bodies, Letter letter, UUID id, long turn, int n, Instant now, Fate fate) {
    String body = null;
    byte[] raw = null;
    try {
      body = bodies.write(letter.signal());
    } catch (UnwritableException poison) {
      if (fate.state().equals("taken")) {
        throw poison;
      }
      raw = bodies.raw(letter.signal());
    }
    byte[] kept = body == null ? raw : body.getBytes(StandardCharsets.UTF_8);
    return new Object[] {
      letter.party().hmac(),
      id,
      fate.state(),
      letter.to().or(fate::moved).map(CaseRef::id).orElse(null),
      letter.to().map(to -> to.kind().name()).orElse(null),
      letter.by().map(PartyId::hmac).orElse(null),
      turn,
      (short) n,
      Times.of(letter.happenedAt()),
      Times.of(now),
      Bodies.type(letter.signal()),
      Bodies.VERSION,
      body,
      raw == null ? null : Buffer.buffer(raw),
      Buffer.buffer(Bodies.digest(letter, kept)),
      fate.answer().orElse(null),
      fate.why().orElse(null),
      fate.trouble().orElse(null)
    };
  }

  /** The digest that this letter's row has, or would have. */
  static byte[] digest(Bodies bodies, Letter letter) {
    try {
      return Bodies.digest(letter, bodies.write(letter.signal()).getBytes(StandardCharsets.UTF_8));
    } catch (UnwritableException poison) {
      return Bodies.digest(letter, bodies.raw(letter.signal()));
    }
  }
}
