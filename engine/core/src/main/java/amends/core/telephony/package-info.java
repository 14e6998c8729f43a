/**
 * What a PBX says about our calls. An AMI event becomes a {@link amends.core.telephony.PbxEvent},
 * the events of one reservation are kept in its {@link amends.core.telephony.CallFile}, and the
 * file tells at most ten {@link amends.core.telephony.CallNews}.
 *
 * <pre>
 *   Stood ─► (Ignored ×2 | Offered) ─► Passed ──────────────────────────────────────────► Gone
 *                                  └─► NotPlaced ───────────────────────────────────────► Gone
 *                                  └─► Started ─► Rang ─► Answered ─► Bridged ─► Over ─► Disposed ─► Gone
 * </pre>
 *
 * <p>A reservation is two legs, {@code <64 hex>-1} (the agent's side, it dials) and {@code -2} (it
 * stands in the queue); every later channel carries leg 1's id as its Linkedid. The customer's leg
 * is the one leg 1 dialled, and the one that said it is up: this holds for a SIP trunk as for a
 * Local channel, whose other half is nobody.
 *
 * <p>Promises of this room: the order of events does not matter, a doubled one changes nothing, a
 * lost one never makes a call look better than it was. A bridge is measured from BridgeEnter to
 * BridgeLeave of the customer's leg. Outcomes come from the technology's own value, then the Q.850
 * cause, then DIALSTATUS. Gone needs both own legs hung up, or an Originate refused.
 */
package amends.core.telephony;
