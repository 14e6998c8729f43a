/**
 * For tests that need the real Asterisk: they run with it, or are skipped with the reason, or fail
 * where it is required.
 */
package amends.lab.junit;
