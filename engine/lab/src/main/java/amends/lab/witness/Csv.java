package amends.lab.witness;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values with every field in quotes, as Asterisk's CSV_QUOTE writes them; a field
 * may span lines.
 */
final class Csv {
  private Csv() {}

  /** The rows of the text. A last row without its line end is not whole yet and is left out. */
  static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        row.add(field.toString());
        field.setLength(0);
      } else if (!quoted && c == '\n') {
        row.add(field.toString());
        field.setLength(0);
        rows.add(row);
        row = new ArrayList<>();
      } else {
        field.append(c);
      }
    }
    return rows;
  }
}
