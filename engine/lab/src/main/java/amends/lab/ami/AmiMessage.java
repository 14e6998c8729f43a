package amends.lab.ami;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One packet of the PBX: an event or the response to an action.
 *
 * @param fields by header name as sent; of a repeated header the first
 */
public record AmiMessage(Map<String, String> fields) {
  public AmiMessage {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  static AmiMessage of(List<String> lines) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return new AmiMessage(fields);
  }

  /** The header's value, or the empty text when the packet has none. */
  public String get(String header) {
    return fields.getOrDefault(header, "");
  }

  /**
   * The event's name; empty for a response. Some events carry a Response header too, so this is
   * asked first.
   */
  public String event() {
    return get("Event");
  }

  /** Whether this is the event of that name. */
  public boolean is(String eventName) {
    return event().equals(eventName);
  }

  /** Whether this is the dialplan's UserEvent of that name. */
  public boolean isUserEvent(String userEvent) {
    return is("UserEvent") && get("UserEvent").equals(userEvent);
  }

  /** Whether the action was taken. */
  public boolean isSuccess() {
    return get("Response").equals("Success") || get("Response").equals("Follows");
  }
}
