package amends.house.planted.driver.server.store;

import java.sql.Connection;

/** Speaks to the database where that is done. */
public record Rightful(Connection connection) {}
