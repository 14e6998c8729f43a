/**
 * A real Asterisk on anyone's machine: fetched into the user's cache without root, started on free
 * loopback ports with a configuration of its own, stopped, killed or frozen at will.
 *
 * <pre>
 *   AsteriskProvision ── the one on the PATH, the one in the cache, or packages of the machine's own archive
 *        │  AsteriskBinary
 *        ▼
 *   AsteriskLab ── a temporary folder (etc, db, log, run) ── FullyBooted ── two AMI accounts ── gone at close
 * </pre>
 *
 * <p>The dialplans it runs are the shipped files of {@code dialplans/}, included, never copied:
 * what the tests prove is what an admin installs. Nothing here listens on, or sends to, anything
 * but 127.0.0.1.
 */
package amends.lab.asterisk;
