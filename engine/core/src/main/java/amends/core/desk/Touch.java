package amends.core.desk;

import java.time.Instant;
import java.util.UUID;

/** One time we reached out to a person; an attempt proved unplaced takes its touch back. */
public record Touch(UUID attempt, Instant at, String channel, String purpose) {}
