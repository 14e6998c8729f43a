package amends.house.planted.statement.server.http;

/** Writes a statement beside the store. */
public final class Shortcut {
  private Shortcut() {}

  public static String of(String party) {
    return """
    select id, stage
      from order_case
     where party = '%s'\
    """
        .formatted(party);
  }

  public static String advice() {
    return "Please select one queue, or update the settings from the console.";
  }
}
