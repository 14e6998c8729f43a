package amends.house.planted.page.core.order;

/** Stands in a room that says nothing about itself. */
public record Unexplained() {}
