package amends.server.runtime;

import java.util.List;

/**
 * What a PBX itself can witness about calls whose fate we do not know. Implemented by the AMI link;
 * both methods ask the PBX.
 */
public interface PbxEvidence {
  /**
   * Every channel that is alive now, asked anew.
   *
   * @throws RuntimeException when the link is down or the list did not come whole: then nothing is
   *     concluded
   */
  List<Channel> channels();

  /**
   * Is this attempt's mark in the AstDB ({@code amends/att/<64 hex>})? Then the guard had let it
   * through.
   *
   * @param attempt 64 hex digits
   * @throws RuntimeException when the PBX did not answer: then nothing is concluded
   */
  boolean marked(String attempt);

  /** A live channel, by the two names that carry our ids. */
  record Channel(String uniqueId, String linkedId) {}
}
