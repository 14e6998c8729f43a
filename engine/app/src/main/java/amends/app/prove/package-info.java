/**
 * The proofs. Each makes something happen on the real thing, asks witnesses outside the engine, and
 * holds its figures to targets.
 */
package amends.app.prove;
