/** The main job, live, as a readable story in the terminal; nothing leaves the machine. */
package amends.app.demo;
