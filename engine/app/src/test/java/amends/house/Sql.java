package amends.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/** One room owns the database: every statement and every driver is in {@code server.store}. */
final class Sql {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "^\\s*(select\\s.*\\sfrom\\s|insert\\s+into\\s|update\\s+\\S+\\s+set\\s|delete\\s+from\\s"
              + "|with\\s+\\w+\\s+as\\s*\\(|(create|alter|drop)\\s+(table|index|type)\\s"
              + "|truncate\\s|set\\s+local\\s|lock\\s+table\\s|(un)?listen\\s+\\w+$|notify\\s+\\w+$)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Sql() {}

  static ArchRule librariesOnlyInStore(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".server.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "io.vertx.sqlclient..",
            "io.vertx.pgclient..",
            "org.flywaydb..",
            "org.postgresql..")
        .because("the other rooms speak to the store in the words of the desks")
        .allowEmptyShould(true);
  }

  static ArchRule textOnlyInStore(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".server.store..")
        .should(new HoldNoStatement())
        .because("statements stand in the one class that owns the table")
        .allowEmptyShould(true);
  }

  private static final class HoldNoStatement extends ArchCondition<JavaClass> {
    HoldNoStatement() {
      super("hold no SQL statement in a string");
    }

    @Override
    public void check(JavaClass each, ConditionEvents events) {
      for (String constant : ConstantStrings.of(each)) {
        if (STATEMENT.matcher(constant).find()) {
          String message = each.getName() + " holds SQL: " + constant.strip();
          events.add(SimpleConditionEvent.violated(each, message));
        }
      }
    }
  }
}
