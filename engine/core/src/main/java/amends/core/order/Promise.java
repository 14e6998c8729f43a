package amends.core.order;

import java.time.Instant;

/**
 * What a person was promised when the order was accepted; it does not change while the order lives.
 *
 * @param purpose {@code requested_callback}, {@code service}, {@code survey}, {@code marketing}
 * @param source the desk it came from, {@code callback}
 * @param turnClass 0 to 9, a higher class is served first
 * @param place the instant that decides the turn
 * @param acceptedAt the start of the window: when the caller confirmed the number
 * @param earliest not dialled before
 * @param due bridged by then, or the promise is not kept in time
 * @param dueElapsed the plain elapsed due beside it, which the source's own tables use
 * @param shown the number the customer dialled, shown as caller id; digits, may be empty
 * @param language {@code en}, {@code pl}, …
 */
public record Promise(
    String purpose,
    String source,
    String pbx,
    String queue,
    int turnClass,
    Instant place,
    Instant acceptedAt,
    Instant earliest,
    Instant due,
    Instant dueElapsed,
    String shown,
    String language) {}
