package amends.house.planted.gateways.server.ami;

import amends.house.planted.gateways.server.http.Door;

/** Knows the door beside it. */
public record Line(Door door) {}
