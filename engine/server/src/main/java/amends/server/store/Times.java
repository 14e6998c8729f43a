package amends.server.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Instants as the PostgreSQL client takes them: UTC, cut to the microseconds that the tables keep.
 */
final class Times {
  private Times() {}

  static OffsetDateTime of(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static OffsetDateTime of(Optional<Instant> at) {
    return at.map(Times::of).orElse(null);
  }

  static Instant instant(OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  /** For {@code make_interval(secs => …)}. */
  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
