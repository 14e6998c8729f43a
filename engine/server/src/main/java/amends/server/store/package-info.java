/**
 * Everything that is kept, and the one room that speaks SQL.
 *
 * <pre>
 *  Store, Turn, Reply, Lease, Sealed    what the other rooms see
 *  PgStore     the store on PostgreSQL
 *    PgTurn    one turn: Known (read under locks) → Folded (what the letters came to) → TurnSql (written in one go)
 *    Leases · Commands · LetterTable · Parking       the tables beside the turn
 *    SignalRow · CaseRow · OrderRow · CommandRow     how a value becomes a row
 *    Bodies · Families                               how a value becomes a body, strictly
 *    Link · Pools · Trouble                          a connection, how it is set, whose fault a failure is
 *  Database · Migrations · DatabaseCheck             where it is, its form, and why it may be refused
 *  Secrets · Addresses                               whose number it is, sealed
 *  store.embedded                                    a PostgreSQL of our own
 * </pre>
 *
 * <p>What it promises: a turn is written whole or not at all; a letter is taken once, and its
 * repeat is told the same from any node; two turns of one person never run at once; a node whose
 * lease has passed on writes nothing under it; a letter that no turn can be made of is kept as it
 * came, and stops only its own case.
 *
 * <p>A case's life in these tables: {@code signal} says what was heard, {@code fact} what became
 * true, {@code cases} where it stands, {@code orders} the same for those who ask across people,
 * {@code command} what must be done about it.
 */
package amends.server.store;
