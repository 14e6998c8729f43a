package amends.house.planted.rooms.core.survey;

/** Something of the survey desk. */
public record Question() {}
