package amends.core.desk;

import java.time.Instant;

/**
 * In what circumstances a desk hears a signal: all that it may look at.
 *
 * @param party the person the letter concerns, under their lock
 * @param by who asked, under their lock too; the same person where they ask for themselves
 * @param clock the database's time of this turn
 */
public record Hearing(Letter letter, Party party, Party by, Instant clock) {}
