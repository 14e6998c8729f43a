package amends.house.planted.rooms.core.attic;

/** Stands in a room nobody has put on a line. */
public record Stranger() {}
