/**
 * An order is a call owed to a person by a time. This room is the only one that knows how to dial.
 *
 * <pre>
 *  Waiting(until, rule) ─► Ready ─► Reserving ─► Dialling ─► Talking ─► WrapUp ─► Closed(verdict)
 *      ▲    ▲               ▲ ▲        │ │          │  │        │          │
 *      │    │               │ └────────┘ │          │  │        │          │  withdrawn, lost, never sent: Ready
 *      │    └───────────────┼────────────┘          │  │        │          │  passed, ignored: 60 s; refused: 30 s
 *      │                    └───────────────────────┘  │        │          │  proved unplaced: Ready, not counted
 *      └───────────────────────────────────────────────┴────────┴──────────┘  no answer, busy, cut short, machine
 * </pre>
 *
 * <ul>
 *   <li>A reservation is not an attempt. It ends only by evidence that its channel is gone.
 *   <li>The attempt begins with the answer to the agent's question: that answer is its sending. It
 *       is sent once. Its id follows from the reservation, so any node gives the same answer.
 *   <li>An attempt of which nothing is heard is put in doubt at notafter + 2 s, and assumed placed,
 *       counted and said so at notafter + ring + 60 s. Evidence that comes after all sets the count
 *       right.
 *   <li>Kept is a bridge of at least 10 s; in time, if it began by the due instant. The due instant
 *       is noted once when it passes unkept, with its own time, and the order is called all the
 *       same.
 *   <li>An order closes by its verdict and never by being forgotten: each open stage wakes by
 *       itself, is looked at by pacing, waits for evidence of its command, or has called for a
 *       person.
 *   <li>The retry table is {@link amends.core.order.RetryPolicy}; without the calendar "the other
 *       half of a permitted day" is a number of hours.
 * </ul>
 */
package amends.core.order;
