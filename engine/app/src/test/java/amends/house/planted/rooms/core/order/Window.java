package amends.house.planted.rooms.core.order;

/** Something every later room may know. */
public record Window() {}
