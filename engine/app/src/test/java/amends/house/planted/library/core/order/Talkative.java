package amends.house.planted.library.core.order;

import org.slf4j.Logger;

/** Takes a logger into the deciding part. */
public record Talkative(Logger log) {}
