package amends.server.ami;

import java.time.Duration;

/**
 * How long we wait for a PBX before we believe it is not there; each default was measured or argued
 * in the design.
 *
 * @param connect TCP connect
 * @param answer for the greeting and for each answer to an action
 * @param boot from login to FullyBooted
 * @param silence no byte at all for so long, and the connection is dead; must be longer than {@code
 *     pingEvery}
 * @param pingEvery how often each connection is asked whether it lives
 * @param pingAnswer how long one ping may take
 * @param missesMax unanswered pings in a row that close the socket
 * @param backoffMin the first pause before connecting again
 * @param backoffMax the longest pause between two tries
 * @param skewMax difference between the PBX's clock and ours that closes the gate
 * @param queueSync how often the picture of the queues is asked for again
 * @param notesEvery how often notes of bookings are looked for
 */
public record Timings(
    Duration connect,
    Duration answer,
    Duration boot,
    Duration silence,
    Duration pingEvery,
    Duration pingAnswer,
    int missesMax,
    Duration backoffMin,
    Duration backoffMax,
    Duration skewMax,
    Duration queueSync,
    Duration notesEvery) {
  public static final Timings DEFAULT =
      new Timings(
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          2,
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30));

  /**
   * @throws IllegalArgumentException when a live but quiet PBX would be taken for dead
   */
  public Timings {
    if (silence.compareTo(pingEvery) <= 0) {
      throw new IllegalArgumentException(
          "a connection would be closed after "
              + silence
              + " of silence, but is only pinged every "
              + pingEvery
              + ": make the first the longer");
    }
  }
}
