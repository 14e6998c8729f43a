package amends.server.ami;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.asteriskjava.util.LogFactory;

/**
 * Keeps asterisk-java's own log lines out of ours.
 *
 * <p>Several of them print whole events, with callers' numbers. What an operator needs to know we
 * say ourselves.
 */
final class LibraryLog {
  // Held: java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger LIBRARY = Logger.getLogger("org.asteriskjava");

  private LibraryLog() {}

  /** Must run before the library's first class is loaded; may run again. */
  static void silence() {
    LIBRARY.setLevel(Level.OFF);
    LogFactory.setClassLoader(
        new ClassLoader(LibraryLog.class.getClassLoader()) {
          @Override
          public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.") || name.startsWith("org.apache.logging.")) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name);
          }
        });
  }
}
