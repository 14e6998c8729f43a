package amends.server.store;

import amends.core.desk.CaseRef;
import amends.core.desk.Command;
import amends.core.desk.Ids;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal.Unsent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code command} as a gateway sees it. Every statement checks the lease in itself: a node whose fence is old reads
 * nothing and writes nothing.
 */
final class Commands {
  private static final String HELD =
      """
      with held as materialized (
        select fence from lease where name = $1 and node = $2 and fence = $3 and until > statement_timestamp() for key share)
      """;

  private static final String CLAIM =
      HELD
          + """
          , due as materialized (
            select c.party, c.id from held, command c
            where c.gateway = $1 and c.state = 'waiting' and c.not_after > statement_timestamp() + make_interval(secs => $4)
            order by c.not_after limit $5 for update of c skip locked)
          update command c set state = 'sent', sent_at = statement_timestamp(), fence = $3
          from due where c.party = due.party and c.id = due.id
          returning c.type, c.body_v, c.body
          """;

  private static final String EXPIRE =
      HELD
          + """
          , due as materialized (
            select c.party, c.id from held, command c
            where c.gateway = $1 and c.state = 'waiting' and c.not_after <= statement_timestamp()
            order by c.not_after limit $4 for update of c skip locked)
          update command c set state = 'late', evidence = 'not sent before its time was over'
          from due where c.party = due.party and c.id = due.id
          returning c.type, c.body_v, c.body, statement_timestamp() as at
          """;

  private static final String OPEN =
      HELD
          + """
          select c.type, c.body_v, c.body from held, command c
          where c.gateway = $1 and c.state in ('sent', 'unknown') order by c.sent_at, c.party, c.id
          """;

  /** By id alone: an AckNote does not know whose it is. command_open keeps the search to what is under way. */
  private static final String DONE =
      HELD
          + """
          update command c set state = 'done', evidence = $5 from held
          where c.gateway = $1 and c.id = $4 and c.state in ('sent', 'unknown')
          """;

  private final Pool pool;
  private final Bodies bodies;

  Commands(Pool pool, Bodies bodies) {
    this.pool = pool;
    this.bodies = bodies;
  }

  List<Command> claim(Lease lease, int commandsMax, Duration margin) {
    try (Link link = Link.from(pool)) {
      return read(link.ask(CLAIM, of(lease, Times.seconds(margin), commandsMax)));
    }
  }

  int expire(Lease lease, int commandsMax) {
    try (Link link = Link.from(pool)) {
      link.begin();
      RowSet<Row> rows = link.ask(EXPIRE, of(lease, commandsMax));
      List<Command> late = read(rows);
      Rows letters = new Rows(LetterTable.SHAPE);
      for (Command command : late) {
        Instant now = Times.instant(rows.iterator().next().getOffsetDateTime("at"));
        CommandRow.order(command).ifPresent(order -> LetterTable.add(letters, bodies, unsent(command, order), now));
      }
      if (!letters.isEmpty()) {
        Tuple parameters = Tuple.tuple();
        letters.bind(parameters);
        link.send(TurnSql.STORE_LETTERS, parameters);
      }
      link.commit();
      return late.size();
    }
  }

  List<Command> open(Lease lease) {
    try (Link link = Link.from(pool)) {
      return read(link.ask(OPEN, of(lease)));
    }
  }

  boolean done(Lease lease, Command command, String evidence) {
    try (Link link = Link.from(pool)) {
      return link.ask(DONE, of(lease, command.id(), evidence)).rowCount() == 1;
    }
  }

  private static Letter unsent(Command command, CaseRef order) {
    UUID id = UUID.nameUUIDFromBytes(("unsent " + command.id()).getBytes(StandardCharsets.UTF_8));
    PartyId party = order.party();
    return new Letter(
        id, command.notAfter(), party, Optional.empty(), Optional.of(order), new Unsent(command.id(), "not sent before its time was over"));
  }

  /** By id, which is ordered by the time of the letter that asked for it. */
  private List<Command> read(RowSet<Row> rows) {
    List<Command> commands = new ArrayList<>();
    for (Row row : rows) {
      commands.add(
          bodies.read(Command.class, Families.COMMAND, row.getString("type"), row.getInteger("body_v"), row.getString("body")));
    }
    commands.sort(Comparator.comparing(Command::id, Ids::compare));
    return commands;
  }

  private static Tuple of(Lease lease, Object... more) {
    Tuple tuple = Tuple.of(lease.name(), lease.node(), lease.fence());
    for (Object value : more) {
      tuple.addValue(value);
    }
    return tuple;
  }
}
