package amends.server.store;

import amends.core.desk.CaseRef;
import amends.core.desk.Letter;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Keeps a letter that no turn could be made of: with its trouble, and with its case, so that later
 * letters wait behind it.
 */
final class Parking {
  private static final int TROUBLE_CHARACTERS_MAX = 16_000;

  private static final String SEEN = "select digest from signal where party = $1 and id = $2";

  private static final String KEEP =
      "insert into signal (%s) select * from %s on conflict (party, id) do nothing"
          .formatted(SignalRow.SHAPE.names(), SignalRow.SHAPE.unnest(1));

  private static final String PARK =
      """
      update cases set parked_at = coalesce(parked_at, statement_timestamp())
      where party = $1 and id = $2 and closed_at is null
      """;

  private static final String FORGET = "delete from letter where party = $1 and id = $2";

  /** The case no longer wakes its person. */
  private static final String WAKE =
      """
      update party set version = $2, wake_at = (
        select min(wake_at) from cases where party = $1 and closed_at is null and parked_at is null)
      where party = $1
      """;

  private Parking() {}

  /**
   * Parks it in the transaction of the link, whose locks hold the letter's party.
   *
   * @param version of the party as locked
   */
  static void park(
      Link link, Bodies bodies, Letter letter, long version, Instant now, Throwable trouble) {
    UUID party = letter.party().hmac();
    byte[] digest = SignalRow.digest(bodies, letter);
    RowSet<Row> seen = link.ask(SEEN, Tuple.of(party, letter.id()));
    UUID id = letter.id();
    if (seen.size() == 1) {
      if (Arrays.equals(seen.iterator().next().getBuffer("digest").getBytes(), digest)) {
        // Taken or parked by another node meanwhile.
        return;
      }
      id = another(id, digest);
    }
    Rows rows = new Rows(SignalRow.SHAPE);
    rows.add(
        SignalRow.of(
            bodies, letter, id, version + 1, 0, now, SignalRow.Fate.parked(text(trouble))));
    Tuple parameters = Tuple.tuple();
    rows.bind(parameters);
    link.send(KEEP, parameters);
    letter.to().map(CaseRef::id).ifPresent(to -> link.send(PARK, Tuple.of(party, to)));
    link.send(FORGET, Tuple.of(party, letter.id()));
    link.send(WAKE, Tuple.of(party, version + 1));
  }

  /**
   * For a letter that came under the id of another one: nothing is lost, and a repeat of it is
   * again the same.
   */
  private static UUID another(UUID id, byte[] digest) {
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(32)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(digest)
            .array());
  }

  /** The stack trace, without what a text column refuses: the trouble may quote the poison. */
  private static String text(Throwable trouble) {
    StringWriter text = new StringWriter();
    trouble.printStackTrace(new PrintWriter(text));
    StringBuilder clean = new StringBuilder();
    text.toString()
        .codePoints()
        .limit(TROUBLE_CHARACTERS_MAX)
        .map(
            c ->
                c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                    ? '\uFFFD'
                    : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
