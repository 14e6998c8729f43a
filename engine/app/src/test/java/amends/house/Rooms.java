package amends.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * The lines of core: a higher line may be known by those below, rooms of one line are strangers.
 */
record Rooms(String root) {
  private static final List<List<String>> LINES =
      List.of(
          List.of("calendar", "contact"),
          List.of("telephony", "messaging"),
          List.of("desk"),
          List.of("gate"),
          List.of("order"),
          List.of("callback", "survey", "complaint", "recovery", "campaign"),
          List.of("pacing"),
          List.of("switchboard"),
          List.of("rehearsal"));

  ArchRule keepTheirOrder() {
    return classes()
        .that()
        .resideInAPackage(root + ".core..")
        .should(new KnowOnlyHigherLines())
        .allowEmptyShould(true);
  }

  private String room(JavaClass of) {
    return of.getPackageName()
        .replace(root + ".core", "")
        .replaceFirst("^\\.", "")
        .split("\\.", -1)[0];
  }

  private static int line(String room) {
    for (int line = 0; line < LINES.size(); line++) {
      if (LINES.get(line).contains(room)) {
        return line;
      }
    }
    return -1;
  }

  private final class KnowOnlyHigherLines extends ArchCondition<JavaClass> {
    KnowOnlyHigherLines() {
      super("know only rooms of a higher line, first to last " + LINES);
    }

    @Override
    public void check(JavaClass each, ConditionEvents events) {
      String own = room(each);
      if (line(own) < 0) {
        String message = each.getName() + " is in core room '" + own + "', which stands on no line";
        events.add(SimpleConditionEvent.violated(each, message));
        return;
      }
      each.getDirectDependenciesFromSelf().stream()
          .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(root + ".core"))
          .filter(arrow -> isForbidden(own, arrow))
          .forEach(arrow -> events.add(SimpleConditionEvent.violated(arrow, tell(own, arrow))));
    }

    private boolean isForbidden(String own, Dependency arrow) {
      String other = room(arrow.getTargetClass().getBaseComponentType());
      return !other.equals(own) && line(other) >= line(own);
    }

    private String tell(String own, Dependency arrow) {
      return own + " may not know " + room(arrow.getTargetClass()) + ": " + arrow.getDescription();
    }
  }
}
