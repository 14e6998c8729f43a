package amends.server.ami;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.TimeoutException;

/** Turns what a failed login looks like into a sentence that says what to do. */
final class LoginTrouble {
  private LoginTrouble() {}

  /**
   * @param theyClosed the PBX ended the connection by itself; the library tells this apart from its
   *     own giving up by chance only
   */
  static AmiTrouble of(String where, Account account, boolean theyClosed, Exception e) {
    return new AmiTrouble(
        theyClosed && !(e instanceof AuthenticationFailedException)
            ? closed(where, account)
            : sentence(where, account, e),
        e);
  }

  private static String closed(String where, Account account) {
    return where
        + " closed the connection before it greeted: is this the AMI port, and does manager.conf"
        + " ([general] and ["
        + account.user()
        + "], deny= and permit=) let our address in?";
  }

  private static String sentence(String where, Account account, Exception e) {
    return switch (e) {
      case AuthenticationFailedException refused when refused.getCause() == null ->
          where
              + " refused the login of '"
              + account.user()
              + "' ("
              + refused.getMessage()
              + "): compare the secret with section ["
              + account.user()
              + "] of manager.conf, see that its permit= lets our address in, and run 'manager"
              + " reload' after a change";
      case ConnectException none ->
          "nothing answers at "
              + where
              + ": see that Asterisk runs, and that manager.conf has enabled = yes with this port"
              + " and bindaddr";
      case SocketTimeoutException slow ->
          where + " cannot be reached in time: see the address, and any firewall between us";
      case UnknownHostException unknown ->
          "there is no host of the name in " + where + ": correct it in our configuration";
      // What the library throws for silence is one of these two, by chance.
      case TimeoutException silent -> notAmi(where);
      case IOException silent -> notAmi(where);
      default ->
          where + " did not complete the login of '" + account.user() + "': " + e.getMessage();
    };
  }

  private static String notAmi(String where) {
    return where
        + " took the connection but did not greet as Asterisk's manager: is this the AMI port"
        + " (manager.conf, 5038 by default), and not the one for TLS or HTTP?";
  }
}
