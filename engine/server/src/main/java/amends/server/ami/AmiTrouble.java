package amends.server.ami;

/** Why there is no usable connection to a PBX, as a sentence that says where and what to do. */
final class AmiTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  AmiTrouble(String sentence) {
    super(sentence);
  }

  AmiTrouble(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
