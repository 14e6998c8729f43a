package amends.server.runtime;

import amends.server.store.Lease;

/**
 * Hears whether this node may act for a PBX. Called on the thread that renews the lease: must
 * return soon, or the lease runs out.
 */
public interface LeaseListener {
  /** From now on this node reads the PBX's events, sends its commands and paces its queues. */
  void gained(Lease lease);

  /** Another node may act from now on: send nothing more. */
  void lost(Lease lease, String why);
}
