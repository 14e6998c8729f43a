/**
 * Which ready orders get a place-holder in their queue now. Fairness lives here: the PBX's own
 * queue decides whose turn it is, by one number for live callers and place-holders alike ({@link
 * amends.core.pacing.TurnNumber}); this room only sees to it that a place-holder stands there in
 * time, and that not too many do.
 *
 * <pre>
 *   rank of the order among live callers, place-holders and other orders  ≤  free members + look-ahead (1 to 5)
 *   place-holders  ≤  members that count          entries  ≤  maxlen − 5
 * </pre>
 *
 * <p>A member counts ahead unless something says that he stays busy for longer: his talk is younger
 * than the queue's average, or his wrap-up is long. When members leave, the place-holders with the
 * last turns are recalled. Stated limits: members shared by several queues are not summed yet, and
 * callback.share is not yet applied.
 */
package amends.core.pacing;
