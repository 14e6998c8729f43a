package amends.house.planted.driver.server.runtime;

import java.sql.Connection;

/** Speaks to the database past the store. */
public record Direct(Connection connection) {}
