package amends.house.planted.rooms.core.desk;

import amends.house.planted.rooms.core.order.Window;

/** Knows a room below its line. */
public record Peeking(Window window) {}
