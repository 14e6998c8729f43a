package amends.server.config;

/** A secret of the configuration; its text form never shows it. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
