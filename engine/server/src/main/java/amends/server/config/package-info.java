/**
 * The one file an administrator writes: read strictly, every fault shown at once with its place,
 * and nothing guessed.
 *
 * <pre>
 *   amends.yaml ─ YAML with marks ─ Section (asks for keys, remembers which) ─ Config
 *                                      └─ Faults: file:line:column, key, what is wrong, what to do
 * </pre>
 */
package amends.server.config;
