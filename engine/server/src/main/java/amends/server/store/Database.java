package amends.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where the data is: one PostgreSQL database and the account that may write it.
 *
 * @param host a name or address; the embedded server's is {@code 127.0.0.1}
 * @param name the database in that server
 */
public record Database(String host, int port, String name, String user, String password) {
  private static final String PREFIX = "postgresql://";
  private static final int PORT_DEFAULT = 5432;

  /**
   * Reads {@code postgresql://host:port/name} as the configuration gives it; the port may be left
   * out.
   *
   * @throws IllegalArgumentException when the text has another shape
   */
  public static Database of(String url, String user, String password) {
    String rest = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
    int slash = rest.indexOf('/');
    if (slash <= 0
        || slash == rest.length() - 1
        || rest.indexOf('@') >= 0
        || rest.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "the database's url must read postgresql://host:port/name, with user and password as keys"
              + " of their own");
    }
    String place = rest.substring(0, slash);
    int colon = place.lastIndexOf(':');
    boolean bareIpv6 = place.startsWith("[") && colon < place.indexOf(']');
    String host = colon < 0 || bareIpv6 ? place : place.substring(0, colon);
    int port = colon < 0 || bareIpv6 ? PORT_DEFAULT : port(place.substring(colon + 1));
    return new Database(host, port, rest.substring(slash + 1), user, password);
  }

  /** Another database of the same server. */
  public Database named(String other) {
    return new Database(host, port, other, user, password);
  }

  /** The url of the JDBC driver, which migrations and checks use before the pools are made. */
  public String jdbcUrl() {
    return "jdbc:"
        + PREFIX
        + host
        + ":"
        + port
        + "/"
        + name
        + "?connectTimeout=5&ApplicationName=amends";
  }

  /** One connection outside any pool, for migrations, checks and tests; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user, password);
  }

  /** Without the password, so that it can stand in a log. */
  @Override
  public String toString() {
    return PREFIX + host + ":" + port + "/" + name + " as " + user;
  }

  private static int port(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "the port in the database's url must be a number, not '" + digits + "'", notANumber);
    }
  }
}
