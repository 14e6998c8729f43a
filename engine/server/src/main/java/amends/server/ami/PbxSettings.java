package amends.server.ami;

import java.time.Duration;

/**
 * One PBX and how we speak with it.
 *
 * @param name as {@code AMENDS_PBX} in its dialplan and as the lease {@code pbx:<name>}
 * @param reader hears events: {@code read = system,call,agent,user}, {@code write = reporting}
 * @param writer sends actions: {@code read =}, {@code write = call,originate,reporting}
 * @param ring how long a customer's phone rings, whole seconds
 * @param wrapUp of the queues' members, where queues.conf has a wrapuptime: AMI does not tell it
 * @param t0 its AMENDS_T0, epoch seconds
 */
public record PbxSettings(
    String name,
    String host,
    int port,
    Account reader,
    Account writer,
    Timings timings,
    Duration ring,
    Duration wrapUp,
    long t0) {
  /**
   * @throws IllegalArgumentException when a value cannot be meant
   */
  public PbxSettings {
    Actions.pbxName(name);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("PBX " + name + ": a port is 1 to 65535, not " + port);
    }
    if (ring.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "PBX " + name + ": a customer's phone must ring at least 1 s, not " + ring);
    }
  }
}
