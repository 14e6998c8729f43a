package amends.lab.asterisk;

/** A name and a secret for the PBX's manager interface; made anew for every lab. */
public record AmiAccount(String user, String secret) {
  @Override
  public String toString() {
    return "AmiAccount[" + user + "]";
  }
}
