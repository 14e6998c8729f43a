package amends.server.ami;

import java.util.regex.Pattern;

/** A login of the PBX's manager interface ({@code manager.conf}); never shows its secret. */
public record Account(String user, String secret) {
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

  /**
   * @throws IllegalArgumentException when the user is no name of a section in manager.conf, or the
   *     secret is empty
   */
  public Account {
    if (!USER.matcher(user).matches()) {
      throw new IllegalArgumentException(
          "an AMI user has 1 to 80 letters, digits, '_', '.' or '-'; this one has not: "
              + user.length()
              + " characters");
    }
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "the AMI account '"
              + user
              + "' has no secret: give it one in manager.conf and in our configuration");
    }
  }

  @Override
  public String toString() {
    return "Account[" + user + "]";
  }
}
