/**
 * The room that speaks with a PBX (Asterisk) over its manager interface, AMI. It decides nothing.
 *
 * <pre>
 *   PBX ── reader account ─► AmiLink ─► Inbox (one thread) ─┬─► Translator ─► CallFile ─► letters ─► Intake
 *    ▲                          │                           ├─► LiveQueues        who waits, who is free
 *    │                          └─ ping, clock, reconnect   └─► Notes             bookings the PBX kept for us
 *    └──── writer account ◄── PbxGateway ◄── commands, only while this node holds the PBX's lease
 * </pre>
 *
 * <p>What it promises: nothing acts on the reader's thread; every action is built by {@link
 * amends.server.ami.Actions} and checked again where it leaves; an action is sent once, and what
 * became of it is told by events or sought as evidence; what was missed while the connection was
 * down is asked for before the link says it is live.
 */
package amends.server.ami;
