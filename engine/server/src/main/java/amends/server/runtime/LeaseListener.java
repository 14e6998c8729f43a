package amends.server.runtime;

import amends.server.store.Lease;

/** Hears whether this node may act for a PBX. */
public interface LeaseListener {
  /** From now on this node reads the PBX's events, sends its commands and paces its queues. */
  void gained(Lease lease);

  /** Another node may act from now on: send nothing more. */
  void lost(Lease lease, String why);
}
