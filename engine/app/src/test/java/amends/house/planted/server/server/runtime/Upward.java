package amends.house.planted.server.server.runtime;

import amends.house.planted.server.app.Main;

/** Reaches for the module that starts it. */
public record Upward(Main main) {}
