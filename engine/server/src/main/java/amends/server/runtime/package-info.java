/**
 * Performs turns: letters in, one transaction, answers out; commands out, under the lease of their
 * PBX.
 *
 * <pre>
 *   offer ─ Lanes (bounded, by party) ─ Worker: open · take each · COMMIT · answer
 *   wake-up due ─ Poller ──────────────┘        a failing letter is parked alone
 *
 *   LeaseKeeper ── gained/lost ── PbxHold ── link up ── Evidence, then the gate opens:
 *                                    ├─ Performer   claim (committed) → Gateway, once
 *                                    └─ Pacer       picture + orders in turn → Released · Recalled
 * </pre>
 *
 * <p>Everything here runs on plain virtual threads and may block. The link to a PBX implements
 * {@link amends.server.runtime.PbxLink}; this room knows neither AMI nor HTTP.
 */
package amends.server.runtime;
