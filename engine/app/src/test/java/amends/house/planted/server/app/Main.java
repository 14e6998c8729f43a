package amends.house.planted.server.app;

/** Something of the app. */
public record Main() {}
