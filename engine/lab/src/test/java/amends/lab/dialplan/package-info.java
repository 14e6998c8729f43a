/**
 * The shipped dialplans, read (the lint) and run on a real Asterisk against a door that answers as
 * scripted. What counts is what the PBX does and reports; no engine is involved.
 */
package amends.lab.dialplan;
