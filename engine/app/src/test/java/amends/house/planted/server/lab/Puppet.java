package amends.house.planted.server.lab;

/** Something of the lab. */
public record Puppet() {}
