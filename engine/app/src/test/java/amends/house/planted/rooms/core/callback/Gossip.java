package amends.house.planted.rooms.core.callback;

import amends.house.planted.rooms.core.survey.Question;

/** Knows a sibling. */
public record Gossip(Question[] questions) {}
