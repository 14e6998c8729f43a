/**
 * What a PBX says when a caller asks to be called back: the same fields whether they come through
 * the door or from a note.
 *
 * <pre>
 *   /booking ─ form ──────┐
 *                         ├─ Fields (exact grammar) ─ Bookings ─ letter + sealed numbers ─ Intake
 *   AstDB ─ v1|…|… ───────┘
 * </pre>
 *
 * <p>A request and the note of it are the same letter, whichever comes first. Bad input is said,
 * field by field, and never with the number in it.
 */
package amends.server.bookings;
