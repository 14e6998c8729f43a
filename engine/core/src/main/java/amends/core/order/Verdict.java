package amends.core.order;

/** How a promise ended: the first that fits, from top to bottom. */
public enum Verdict {
  /** Taken back before any bridge. */
  CANCELLED,
  /** The bridge began by the due instant and lasted at least success.talk_min. */
  KEPT,
  KEPT_LATE,
  /** The customer called in, and the agent closed it as done. */
  KEPT_INBOUND,
  /** Their phone rang at least once before due. */
  UNREACHED,
  BROKEN
}
