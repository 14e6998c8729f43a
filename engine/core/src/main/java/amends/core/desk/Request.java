package amends.core.desk;

import java.time.Instant;

/**
 * One time this person asked us for something. name: the source's own name of it, {@code
 * <pbx>/<key>}.
 */
public record Request(String name, Instant at) {}
