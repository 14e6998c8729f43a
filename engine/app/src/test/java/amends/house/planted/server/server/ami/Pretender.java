package amends.house.planted.server.server.ami;

import amends.house.planted.server.lab.Puppet;

/** Uses the lab outside tests. */
public record Pretender(Puppet puppet) {}
