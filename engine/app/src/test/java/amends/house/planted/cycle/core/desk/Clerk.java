package amends.house.planted.cycle.core.desk;

import amends.house.planted.cycle.core.order.Paper;

/** Knows the order that knows it. */
public record Clerk(Paper paper) {}
