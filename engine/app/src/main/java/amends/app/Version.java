package amends.app;

import picocli.CommandLine.IVersionProvider;

/** Says which Amends this is and on which Java it runs: what a report of a fault must name. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String built = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "amends " + (built == null ? "from unpacked classes" : built),
      "java " + System.getProperty("java.version") + ", " + System.getProperty("java.vendor")
    };
  }
}
