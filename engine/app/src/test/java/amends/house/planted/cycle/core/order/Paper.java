package amends.house.planted.cycle.core.order;

import amends.house.planted.cycle.core.desk.Clerk;

/** Knows the clerk who knows it. */
public record Paper(Clerk clerk) {}
