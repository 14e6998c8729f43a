package amends.server.store;

import amends.core.desk.Letter;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code letter}: what one turn wrote to people outside it, until a turn of theirs takes
 * it.
 */
final class LetterTable {
  static final Shape SHAPE =
      Shape.of("letter", "party uuid, id uuid, due_at timestamptz, body_v smallint, body text");

  /** One that was taken before it was stored again would be handed out for ever. */
  private static final String FORGET =
      "delete from letter l using signal s where s.party = l.party and s.id = l.id and l.due_at <="
          + " statement_timestamp()";

  private static final String DUE =
      """
      select body_v, body from letter where due_at <= statement_timestamp() order by due_at, party, id limit $1
      """;

  private final Pool pool;
  private final Bodies bodies;

  LetterTable(Pool pool, Bodies bodies) {
    this.pool = pool;
    this.bodies = bodies;
  }

  static void add(Rows rows, Bodies bodies, Letter letter, Instant dueAt) {
    rows.add(
        letter.party().hmac(),
        letter.id(),
        Times.of(dueAt),
        Bodies.VERSION,
        bodies.writeLetter(letter));
  }

  List<Letter> due(int lettersMax) {
    try (Link link = Link.from(pool)) {
      var rows = link.send(DUE, Tuple.of(lettersMax));
      link.settle();
      List<Letter> letters = new ArrayList<>();
      for (Row row : rows.result()) {
        letters.add(bodies.readLetter(row.getInteger("body_v"), row.getString("body")));
      }
      if (!letters.isEmpty()) {
        link.ask(FORGET, Tuple.tuple());
      }
      return letters;
    }
  }
}
