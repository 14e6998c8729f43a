/**
 * The people of the lab, as Local channels of a dialplan of their own: no SIP, no media device, the
 * same queue, dial and bridge events as real phones.
 *
 * <pre>
 *   a caller     Callers originates  ;1 [lab-caller] the person ── ;2 [lab-inbound] the admin's dialplan ─► Queue()
 *   an agent     Queue() rings       ;1 ── ;2 [lab-agent/7001]: answers, accepts, talks, gives a disposition
 *   a customer   the trunk rings     ;1 ── ;2 [lab-carrier/number]: rings, answers, presses, talks, hangs up
 * </pre>
 *
 * <p>Who behaves how is a table: globals {@code LAB_AGENT_<number>} and {@code LAB_CUST_<number>},
 * one plan for each time that phone rings (the last plan repeats), with {@code LAB_AGENT} and
 * {@code LAB_CUST} for everybody else. The customers note what they saw as CEL user events LabRing
 * and LabAnswer ("number attempt"), the callers' line LabArrive ("queue class"): that is what the
 * judge reads.
 */
package amends.lab.phones;
