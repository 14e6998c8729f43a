/**
 * The whole turn as a pure function: {@link amends.core.switchboard.Switchboard#take} finds whose
 * letter it is, asks their desks, keeps the person's file by the facts, and returns all that must
 * be written. Production, rehearsal and replay call this one function.
 *
 * <pre>
 *   Letter ─► owners: the case it names · the case it opens · the open case its reservation or attempt belongs to
 *          ─► seat: the first desk that hears the signal ─► Decision ─► Taken
 * </pre>
 *
 * <p>A letter that is nobody's is kept with the reason. A wake-up that would wake for ever, or a
 * letter that takes more than 16 steps, is a bug and stops its turn.
 */
package amends.core.switchboard;
