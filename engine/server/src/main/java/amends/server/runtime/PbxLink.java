package amends.server.runtime;

/**
 * The one link object a PBX has, as the runtime sees it: opened while this node holds the PBX's
 * lease, closed when not.
 */
public interface PbxLink extends Gateway, QueueWatch, PbxEvidence {
  /**
   * Starts connecting and goes on trying until {@link #close}; the listener hears each time it is
   * up and down.
   */
  void open(LinkListener listener);

  /** Closes both connections; may be opened again. */
  void close();
}
