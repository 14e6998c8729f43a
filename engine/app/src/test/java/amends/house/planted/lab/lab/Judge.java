package amends.house.planted.lab.lab;

import amends.house.planted.lab.server.Engine;

/** Asks the engine it should judge from outside. */
public record Judge(Engine engine) {}
