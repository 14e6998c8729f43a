/**
 * Starts: the command line, and the assembly of the parts behind each command.
 *
 * <p>A command is one class that the list in {@link amends.app.Amends} names. What it needs it
 * builds itself, in the open; there is no container and no registry to look through. A command
 * prints what it found for a person, or one JSON object where {@code --json} asks for it, and
 * leaves with 0 when all is well, 1 when the thing it was asked to do failed, and 2 when it was
 * asked wrongly.
 */
package amends.app;
