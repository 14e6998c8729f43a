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

  static AmiTrouble of(String where, Account account, Exception e) {
    return new AmiTrouble(sentence(where, account, e), e);
  }

  private static String sentence(String where, Account account, Exception e) {
    return switch (e) {
      case AuthenticationFailedException refused when refused.getCause() == null ->
          where + " refused the login of '" + account.user() + "' (" + refused.getMessage() + "): compare the secret with section ["
              + account.user() + "] of manager.conf, see that its permit= lets our address in, and run 'manager reload' after a change";
      case ConnectException none ->
          "nothing answers at " + where + ": see that Asterisk runs, and that manager.conf has enabled = yes with this port and bindaddr";
      case SocketTimeoutException slow -> where + " cannot be reached in time: see the address, and any firewall between us";
      case UnknownHostException unknown -> "there is no host of the name in " + where + ": correct it in our configuration";
      case TimeoutException silent ->
          where + " took the connection but did not greet as Asterisk's manager: is this the AMI port (manager.conf, 5038 by default),"
              + " and not the one for TLS or HTTP?";
      case IOException closed ->
          where + " closed the connection before it greeted: is this the AMI port, and does manager.conf ([general] and ["
              + account.user() + "], deny= and permit=) let our address in?";
      default -> where + " did not complete the login of '" + account.user() + "': " + e.getMessage();
    };
  }
}
