package amends.house.planted.gateways.server.http;

/** A door. */
public record Door() {}
