package amends.server.ami;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.asterisk.ProductHome;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.event.ManagerEvent;
import org.junit.jupiter.api.Test;

/**
 * What the shipped dialplan says, we hear: asterisk-java drops a UserEvent without a class, and a
 * field without a setter.
 */
class AmEventTest {
  private static final Pattern SAID = Pattern.compile("UserEvent\\((Am[A-Za-z]+)([^\\n]*)");
  private static final Pattern FIELD = Pattern.compile("[,(]([A-Z][A-Za-z]*): ");

  private static SortedMap<String, SortedSet<String>> said() throws Exception {
    SortedMap<String, SortedSet<String>> said = new TreeMap<>();
    try (var files = Files.list(ProductHome.find().resolve("dialplans"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".conf")).toList()) {
        for (String line : Files.readAllLines(file)) {
          // CELGenUserEvent writes to a file, not to AMI.
          Matcher event = SAID.matcher(line.replace("CELGenUserEvent", ""));
          while (event.find()) {
            SortedSet<String> fields =
                said.computeIfAbsent(event.group(1), name -> new TreeSet<>());
            FIELD.matcher(event.group(2)).results().forEach(field -> fields.add(field.group(1)));
          }
        }
      }
    }
    return said;
  }

  @Test
  void every_event_the_dialplan_sends_has_a_registered_class_and_the_other_way_round()
      throws Exception {
    assertThat(AmEvents.ALL.stream().map(AmEvents::nameOf).toList())
        .containsExactlyInAnyOrderElementsOf(said().keySet());
    assertThat(AmEvents.ALL)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(AmEvent.class.getPermittedSubclasses())
                .<Class<? extends AmEvent>>map(c -> c.asSubclass(AmEvent.class))
                .toList());
  }

  @Test
  void every_field_the_dialplan_sends_has_a_setter() throws Exception {
    for (Map.Entry<String, SortedSet<String>> event : said().entrySet()) {
      assertThat(event.getValue()).as(event.getKey()).isNotEmpty();
      for (String field : event.getValue()) {
        assertThat(
                Arrays.stream(AmEvent.class.getMethods())
                    .map(Method::getName)
                    .map(name -> name.toLowerCase(Locale.ROOT)))
            .as("%s of %s", field, event.getKey())
            .contains("set" + field.toLowerCase(Locale.ROOT));
      }
    }
  }

  @Test
  void all_can_be_made_the_way_the_library_makes_them() throws Exception {
    for (Class<? extends ManagerEvent> event : AmEvents.ALL) {
      assertThat(event.getConstructor(Object.class).newInstance(this)).isInstanceOf(AmEvent.class);
    }
  }
}
