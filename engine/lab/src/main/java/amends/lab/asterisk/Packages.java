package amends.lab.asterisk;

import java.util.ArrayList;
import java.util.List;

/**
 * Which packages an Asterisk with {@code CURL()} is made of, and which modules of it the lab loads.
 */
final class Packages {
  /** What is wanted on any suite; apt works out the rest. */
  static final List<String> WANTED =
      List.of("asterisk", "asterisk-modules", "asterisk-core-sounds-en-gsm");

  /**
   * The libraries those need on Debian sid, worked out once from the programs themselves: a fifth
   * of apt's closure.
   */
  private static final List<String> SID_LIBRARIES =
      List.of(
          "libbrotli1",
          "libbsd0",
          "libc6",
          "libcap2",
          "libcom-err2",
          "libcrypt1",
          "libcurl4t64",
          "libedit2",
          "libgcc-s1",
          "libgsm1",
          "libgssapi-krb5-2",
          "libidn2-0",
          "libjansson4",
          "libk5crypto3",
          "libkeyutils1",
          "libkrb5-3",
          "libkrb5support0",
          "libldap2",
          "libmd0",
          "libnghttp2-14",
          "libnghttp3-9",
          "libngtcp2-16",
          "libngtcp2-crypto-ossl0",
          "libpsl5t64",
          "libsasl2-2",
          "libsqlite3-0",
          "libssh2-1t64",
          "libssl3t64",
          "libstdc++6",
          "libsystemd0",
          "libtinfo6",
          "libunistring5",
          "liburiparser1",
          "libuuid1",
          "libxml2-16",
          "libxslt1.1",
          "libzstd1",
          "zlib1g");

  private Packages() {}

  static List<String> smallSetOfSid() {
    List<String> all = new ArrayList<>(WANTED);
    all.addAll(SID_LIBRARIES);
    return all;
  }
}
