package amends.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Comparator;

/** Beside each class stands a package-info; the build compiles it even without annotations. */
final class HaveAPage extends ArchCondition<JavaClass> {
  private HaveAPage() {
    super("have a package-info.java beside them");
  }

  static HaveAPage besideThem() {
    return new HaveAPage();
  }

  @Override
  public void check(JavaClass each, ConditionEvents events) {
    JavaPackage room = each.getPackage();
    if (!room.containsClassWithSimpleName("package-info") && speaksForTheRoom(each, room)) {
      String message =
          each.getName() + " stands in a room without a page: write package-info.java there";
      events.add(SimpleConditionEvent.violated(each, message));
    }
  }

  /** One report a room is enough: the first class by name makes it. */
  private static boolean speaksForTheRoom(JavaClass each, JavaPackage room) {
    return room.getClasses().stream()
        .min(Comparator.comparing(JavaClass::getName))
        .filter(each::equals)
        .isPresent();
  }
}
