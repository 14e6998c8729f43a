package amends.app.prove;

/** What a figure is held to. */
public record Target(Op op, double value) {
  /** How a figure is compared with its target. */
  public enum Op {
    EQUAL("="),
    AT_MOST("<="),
    AT_LEAST(">=");

    private final String sign;

    Op(String sign) {
      this.sign = sign;
    }

    /** As it is written in tables and in JSON. */
    public String sign() {
      return sign;
    }
  }

  static Target equal(double value) {
    return new Target(Op.EQUAL, value);
  }

  static Target atMost(double value) {
    return new Target(Op.AT_MOST, value);
  }

  /** NaN, a figure that could not be measured, meets nothing. */
  public boolean met(double figure) {
    return switch (op) {
      case EQUAL -> figure == value;
      case AT_MOST -> figure <= value;
      case AT_LEAST -> figure >= value;
    };
  }
}
