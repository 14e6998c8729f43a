package amends.app.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where a command's log goes: commands that print for people keep it out of their way. */
public final class Logs {
  private static final String PATTERN =
      "%d{HH:mm:ss.SSS} %-5level %-18.18thread %logger{0} - %msg%n";

  private Logs() {}

  /**
   * From here on everything is logged into a new file of the temporary folder, and nothing to the
   * terminal.
   *
   * @return the file
   */
  public static Path toFile(String name) throws IOException {
    Path file = Files.createTempFile("amends-" + name + "-", ".log");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.INFO);
    return file;
  }
}
