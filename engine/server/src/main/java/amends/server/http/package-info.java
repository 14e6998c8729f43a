/**
 * Where others ask us: the PBX's own door, on a listener of its own.
 *
 * <pre>
 *   POST /booking   a caller wants to be called back      BOOKED · EXISTS · REFUSED · RETRY
 *   POST /go        the agent accepted: may I dial?       GO attempt number shown notafter · NO why
 *   POST /who       what may the agent's phone show?      WHO display
 * </pre>
 *
 * <p>Answers are given after COMMIT, or say that nothing is promised; in any case before the
 * dialplan stops listening.
 */
package amends.server.http;
