/** Where the log of a command goes. */
package amends.app.logs;
