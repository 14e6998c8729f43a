/**
 * The judge's side: what happened, read from Asterisk's own files and from nothing the engine
 * wrote.
 *
 * <pre>
 *   cel.csv   ── CelRow ──────┬─ Ring       a customer's telephone rang, for which attempt
 *   queue_log ── QueueLogRow ─┤  Talk       a customer or caller was bridged with an agent, from when to when
 *                             ├─ Booking    asked, answered (how fast, what), confirmed to the caller
 *                             └─ Entry      someone in the queue: place, class, in, rung, answered, out
 *                                   │
 *                     RungTwice · TurnOrder ──► Judgement: the figures, each with the sentences behind it
 * </pre>
 *
 * <p>All of it is pure: the same files give the same judgement. Times are the PBX's own, to the
 * microsecond in the CEL and to the second in queue_log.
 */
package amends.lab.witness;
