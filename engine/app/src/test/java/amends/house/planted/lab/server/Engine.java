package amends.house.planted.lab.server;

/** Something of the server. */
public record Engine() {}
