package amends.core.callback;

import amends.core.desk.Signal;
import java.time.Instant;
import java.util.Optional;

/**
 * A caller asks to be called back instead of holding: from the PBX's door, or drained from the
 * PBX's note.
 *
 * @param key the request's name on its PBX, {@code <uniqueid>-<n>}; with the PBX it is the source's
 *     id
 * @param place when the caller came into the queue: his turn
 * @param confirmedAt when he confirmed the number (the PBX's clock): the window starts there, so an
 *     outage does not lengthen it
 * @param dialled the number he had dialled, digits, may be empty
 * @param note the PBX's note to acknowledge, where the request was drained from one
 */
public record BookingAsked(
    String pbx,
    String key,
    String queue,
    int turnClass,
    Instant place,
    Instant confirmedAt,
    String dialled,
    String language,
    Optional<String> note)
    implements Signal {}
