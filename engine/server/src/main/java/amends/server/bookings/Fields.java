package amends.server.bookings;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The fields of one request, each read by an exact grammar; what does not fit is refused by name.
 */
public final class Fields {
  private static final Pattern EPOCH = Pattern.compile("[0-9]{10}");
  private static final Pattern CASE = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,16}");
  private static final int FIELDS_MAX = 32;

  private final SortedMap<String, String> values;

  private Fields(SortedMap<String, String> values) {
    this.values = values;
  }

  public static Fields of(Map<String, String> values) {
    return new Fields(Collections.unmodifiableSortedMap(new TreeMap<>(values)));
  }

  /**
   * Reads {@code application/x-www-form-urlencoded}; a field given twice is refused, since nobody
   * could say which counts.
   */
  public static Fields ofForm(String body) throws BadField {
    SortedMap<String, String> values = new TreeMap<>();
    for (String pair : body.strip().split("&", FIELDS_MAX + 1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !NAME.matcher(name).matches()) {
        throw new BadField(
            "?", "is not of the form name=value (a name is small letters and digits)");
      }
      if (values.put(name, decoded(name, pair.substring(equals + 1))) != null) {
        throw new BadField(name, "was given twice");
      }
    }
    return new Fields(values);
  }

  private static String decoded(String name, String raw) throws BadField {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new BadField(name, "is not percent-encoded as a form must be");
    }
  }

  /** The value, or nothing at all where the field was not given. */
  public String orEmpty(String name) {
    return values.getOrDefault(name, "");
  }

  /**
   * The value.
   *
   * @param wanted the grammar in words, for the one who has to mend it
   */
  public String text(String name, Pattern grammar, String wanted) throws BadField {
    String value = values.get(name);
    if (value == null) {
      throw new BadField(name, "is missing; wanted: " + wanted);
    }
    if (!grammar.matcher(value).matches()) {
      throw new BadField(
          name, "has " + value.length() + " characters that do not fit; wanted: " + wanted);
    }
    return value;
  }

  /** Seconds since 1970, ten digits (2001 to 2286). */
  public Instant epoch(String name) throws BadField {
    return Instant.ofEpochSecond(Long.parseLong(text(name, EPOCH, "ten digits, the PBX's EPOCH")));
  }

  /**
   * A telephone number's characters; a bare {@code +} arrives as a space in a form, since the
   * dialplan need not encode.
   */
  public String digits(String name, Pattern grammar, String wanted) throws BadField {
    String value = values.get(name);
    if (value == null || !value.startsWith(" ")) {
      return text(name, grammar, wanted);
    }
    return of(Map.of(name, "+" + value.substring(1))).text(name, grammar, wanted);
  }

  /** An order by its 64 hex digits. */
  public CaseRef order(String name) throws BadField {
    return CaseRef.fromHex(Kind.ORDER, text(name, CASE, "64 small hex digits"));
  }

  /** Refuses what this version does not know: it would be left out silently. */
  public void noOthersThan(Set<String> known) throws BadField {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new BadField(name, "is not known in version 1");
      }
    }
  }
}
