package amends.house.planted.clock.core.order;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Asks for time and chance in every way that was forbidden. */
public final class Impatient {
  private Impatient() {}

  public static Instant now() {
    return Instant.now();
  }

  public static Supplier<UUID> ids() {
    return UUID::randomUUID;
  }

  public static long elapsed() {
    return System.nanoTime();
  }

  public static Clock clock() {
    return Clock.systemUTC();
  }

  public static int dice() {
    return new Random(7).nextInt(6);
  }

  public static ZoneId here() {
    return ZoneId.systemDefault();
  }
}
