package amends.server.store;

import java.util.Arrays;

/** A contact address under AES-GCM: what the database holds of a number. */
public record Sealed(byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed(byte[] theirs) && Arrays.equals(bytes, theirs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Sealed[" + bytes.length + " bytes]";
  }
}
