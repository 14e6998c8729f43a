package amends.core.desk;

/** The kinds of case a person can have with us. A booking has none of its own: it is an order. */
public enum Kind {
  ORDER
}
