package amends.server.config;

/**
 * One thing that is wrong in the configuration.
 *
 * @param line counted from 1; 0 where it has no place, such as a missing environment variable
 * @param column counted from 1
 * @param wrong what is wrong with which key, and what to do
 */
public record Fault(int line, int column, String wrong) {}
