/** The commands that run over a configuration: the engine itself, and its database alone. */
package amends.app.serve;
