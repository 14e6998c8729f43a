/**
 * A caller who is tired of waiting presses # and is called back, in turn. This desk answers the
 * caller; the promise it makes is an order, so it has no stages of its own.
 *
 * <pre>
 *   BookingAsked ─► BOOKED  a new order: Waiting until the caller had time to hang up, or Ready
 *                   EXISTS  an open promise for this queue stands
 *                   REFUSED too-many | ended
 * </pre>
 *
 * <p>The window starts when the caller confirmed the number, by the PBX's clock, so an outage does
 * not lengthen it; the place is when they came into the queue. A request that a PBX noted was
 * confirmed to the caller: it is never refused, and its note is acknowledged whatever it comes to.
 * Requests are counted for who asks, calls for who is called. Stated limit: due is by the clock on
 * the wall until the calendar comes.
 */
package amends.core.callback;
