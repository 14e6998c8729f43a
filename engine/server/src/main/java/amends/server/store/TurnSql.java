package amends.server.store;

/**
 * The statements of a turn: two round trips, each pipelined.
 *
 * <p>First: BEGIN, missing parties, lock, and only then, as a statement of its own, read (joined
 * with the lock it waited and then returned the stage from before the wait). Second: settles, the
 * writing statement, COMMIT.
 */
final class TurnSql {
  /** In key order, so that two turns that meet new people wait for each other in the same order. */
  static final String MISSING =
      """
      insert into party (party, version, file_v, file, number_sealed)
      select party, 0, $1, $2, number_sealed from unnest($3::uuid[], $4::bytea[]) as r(party, number_sealed)
      order by party
      on conflict do nothing
      """;

  static final String LOCK =
      """
      select party, version, file_v, file, number_sealed is not null as has_number
      from party where party = any($1) order by party for update
      """;

  /**
   * statement_timestamp(): clock_timestamp() is volatile and would make the index condition a
   * filter over all rows.
   */
  static final String LOCK_DUE =
      """
      select party, version, file_v, file, number_sealed is not null as has_number
      from party where wake_at <= statement_timestamp() order by wake_at limit $1 for update skip locked
      """;

  /**
   * What: c an open case, s a letter that is known already, b a case that letters are stuck at, t
   * the time of the turn.
   */
  static final String READ =
      """
      select 'c' as what, party, id, kind as a, stage as b, body_v as v, case when parked_at is null then body end as body,
             null::bytea as digest, null::timestamptz as at
      from cases where party = any($1) and closed_at is null
      union all
      select 's', s.party, s.id, s.state, null, null, s.answer, s.digest, null
      from unnest($2::uuid[], $3::uuid[]) as l(party, id) join signal s on s.party = l.party and s.id = l.id
      union all
      select distinct 'b', party, case_id, null, null, null::smallint, null, null::bytea, null::timestamptz
      from signal where party = any($1) and state <> 'taken' and case_id is not null
      union all
      select 't', null, null, null, null, null, null, null, statement_timestamp()
      """;

  /**
   * KEY SHARE lets the renewal pass (with SHARE it starved for seconds) and holds up a takeover
   * until this turn ends.
   */
  static final String LEASES =
      """
      select name, fence, until > statement_timestamp() as live
      from lease where name = any($1) order by name for key share
      """;

  /**
   * Before the writing statement: command_one_call refuses the attempt's row while the
   * reservation's is open.
   */
  static final String SETTLE =
      """
      update command c set state = r.state, evidence = r.evidence
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as r(party, id, state, evidence)
      where c.party = r.party and c.id = r.id and c.state in ('waiting', 'sent', 'unknown')
      """;

  static final String STORE_LETTERS =
      """
      insert into letter (%s) select * from %s on conflict do nothing
      """
          .formatted(LetterTable.SHAPE.names(), LetterTable.SHAPE.unnest(1));

  static final Shape PARTY =
      Shape.of(
          "party",
          "party uuid, version bigint, wake_at timestamptz, file_v smallint, file text,"
              + " number_sealed bytea");

  static final Shape FACT =
      Shape.of(
          "fact",
          """
          party uuid, turn bigint, n smallint, case_id uuid, type text, true_at timestamptz, noted_at timestamptz,
          body_v smallint, body text
          """);

  /**
   * Everything a turn writes, in one statement; the parameters are the shapes' columns in this
   * order.
   */
  static final String WRITE = write();

  private TurnSql() {}

  private static String write() {
    int signals = 1;
    int facts = signals + SignalRow.SHAPE.columns().size();
    int commands = facts + FACT.columns().size();
    int cases = commands + CommandRow.SHAPE.columns().size();
    int orders = cases + CaseRow.SHAPE.columns().size();
    int parties = orders + OrderRow.SHAPE.columns().size();
    String orderNames = OrderRow.SHAPE.names().replace(", fresh", "");
    return """
    with signal_in as (select * from %s),
    signal_out as (insert into signal (%s) select %s from signal_in),
    letter_out as (delete from letter l using signal_in r where l.party = r.party and l.id = r.id),
    fact_out as (insert into fact (%s) select * from %s),
    command_out as (insert into command (%s) select * from %s),
    case_in as (select * from %s),
    case_new as (
      insert into cases (party, id, kind, stage, version, wake_at, opened_at, closed_at, body_v, body)
      select party, id, kind, stage, 1, wake_at, opened_at, closed_at, body_v, body from case_in where fresh),
    case_moved as (
      update cases c set stage = r.stage, version = c.version + 1, wake_at = r.wake_at, closed_at = r.closed_at,
        body_v = r.body_v, body = r.body
      from case_in r where not r.fresh and c.party = r.party and c.id = r.id),
    order_in as (select * from %s),
    order_new as (insert into orders (%s) select %s from order_in where fresh),
    order_moved as (
      update orders o set %s from order_in r where not r.fresh and o.party = r.party and o.id = r.id)
    update party p set version = r.version, wake_at = r.wake_at, file_v = r.file_v, file = r.file,
      number_sealed = coalesce(p.number_sealed, r.number_sealed)
    from %s where p.party = r.party
    """
        .formatted(
            SignalRow.SHAPE.unnest(signals),
            SignalRow.SHAPE.names(),
            SignalRow.SHAPE.names(),
            FACT.names(),
            FACT.unnest(facts),
            CommandRow.SHAPE.names(),
            CommandRow.SHAPE.unnest(commands),
            CaseRow.SHAPE.unnest(cases),
            OrderRow.SHAPE.unnest(orders),
            orderNames,
            orderNames,
            OrderRow.SHAPE.assignments("r", "party", "id", "fresh"),
            PARTY.unnest(parties));
  }
}
