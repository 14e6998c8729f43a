package amends.lab.asterisk;

import java.util.List;

/** The columns of the lab's CEL file, in order; {@code amends.lab.witness} reads them back. */
public final class CelColumns {
  /** Name of the file in the PBX's {@code log/cel-custom} folder. */
  public static final String FILE = "cel.csv";

  /** One column a name; the expression is Asterisk's own for it. */
  public static final List<String> EXPRESSIONS =
      List.of(
          "eventtype",
          "eventtime",
          "userdeftype",
          "CHANNEL(channame)",
          "CHANNEL(uniqueid)",
          "CHANNEL(linkedid)",
          "CHANNEL(exten)",
          "CHANNEL(context)",
          "CHANNEL(appname)",
          "CHANNEL(appdata)",
          "eventextra",
          "CHANNEL(accountcode)",
          "BRIDGEPEER",
          "CALLERID(num)",
          "CALLERID(name)");

  private CelColumns() {}

  static String mapping() {
    return FILE
        + " => "
        + String.join(",", EXPRESSIONS.stream().map(e -> "${CSV_QUOTE(${" + e + "})}").toList())
        + "\n";
  }
}
