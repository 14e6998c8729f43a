/**
 * Puts the parts of the house together over a configuration and a database; knows every room and is
 * known by the commands only.
 */
package amends.app.assembly;
