/**
 * A small AMI client of the lab's own: it drives the scripted people and waits for what the PBX
 * says. It shares no class with the engine, so that what judges the engine does not inherit the
 * engine's mistakes.
 */
package amends.lab.ami;
