/**
 * The words all desks share. Everything that reaches us is a {@link amends.core.desk.Signal}, in an
 * envelope, the {@link amends.core.desk.Letter}. It concerns a {@link amends.core.desk.Party}, the
 * person at a number, under their lock. A {@link amends.core.desk.Desk} hears it and answers with a
 * {@link amends.core.desk.Decision}, touching nothing: the case in its next stage, {@link
 * amends.core.desk.Fact}s that became true, {@link amends.core.desk.Command}s a gateway must carry
 * out, and what became of earlier ones ({@link amends.core.desk.Settle}).
 *
 * <pre>
 *   Letter ─► desk ─► Move(to, facts, settles, commands, answer)
 *                     LetPass(why, commands, answer)
 *                     Refuse(a sentence for the person)
 * </pre>
 *
 * <p>Promises of this room: ids are derived, never drawn; time is handed in, never asked for; a
 * case says itself when it next looks at the clock; whatever is iterated has an order.
 */
package amends.core.desk;
