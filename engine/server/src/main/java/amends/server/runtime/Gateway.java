package amends.server.runtime;

import amends.core.desk.Command;

/**
 * Does one kind of command, once. What it learns comes back as letters, never as a return value.
 */
@FunctionalInterface
public interface Gateway {
  /**
   * Starts the command; the claim is already committed.
   *
   * @throws RuntimeException when no byte can have left; anything later is doubt and only evidence
   *     resolves it
   */
  void perform(Command command);
}
