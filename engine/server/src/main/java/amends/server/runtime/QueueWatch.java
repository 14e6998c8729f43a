package amends.server.runtime;

import amends.core.pacing.QueuePicture;
import java.util.Optional;

/**
 * What the link to a PBX sees of its queues at this moment; pacing decides from it. Implemented by
 * the AMI link.
 */
@FunctionalInterface
public interface QueueWatch {
  /**
   * The queue as it stands; empty while the link is down or the picture is not whole, and then
   * nothing is released.
   */
  Optional<QueuePicture> look(String queue);
}
