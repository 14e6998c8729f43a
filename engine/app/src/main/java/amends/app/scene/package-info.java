/**
 * A whole call centre on this machine, with made-up people: what the demo shows and what proofs are
 * made on.
 */
package amends.app.scene;
