package amends.server.runtime;

/**
 * Hears from the link to one PBX. Called by the link on a thread of its own, never by the reader of
 * the socket.
 */
public interface LinkListener {
  /**
   * Both accounts are logged in and the picture of channels and queues is whole: evidence is
   * sought, then the gate opens.
   */
  void up();

  /** Nothing more can be sent; the gate closes. May come more than once. */
  void down(String why);
}
