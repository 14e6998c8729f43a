package amends.core.desk;

import java.time.Instant;

/**
 * The clock reached the instant a case asked to be woken at. Heard by each kind's desk in its own
 * words.
 */
public record WakeUp(Kind kind, Instant dueAt) implements Signal {}
