package amends.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;

/** What makes a decision repeatable: the same letters give the same answer, today and replayed. */
final class Purity {
  private static final Set<String> CHANCE =
      Set.of(
          "java.security.SecureRandom",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.random.RandomGenerator");

  private static final Set<String> MACHINE =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.getLogger",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.System.identityHashCode",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.time.ZoneId.systemDefault",
          "java.util.Collections.shuffle",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID");

  private static final Set<String> UNORDERED =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.concurrent.ConcurrentHashMap");

  private static final Set<String> MAKERS =
      Set.of(
          "java.util.Map.copyOf",
          "java.util.Map.of",
          "java.util.Map.ofEntries",
          "java.util.Set.copyOf",
          "java.util.Set.of",
          "java.util.stream.Collectors.groupingByConcurrent",
          "java.util.stream.Collectors.toConcurrentMap",
          "java.util.stream.Collectors.toSet",
          "java.util.stream.Collectors.toUnmodifiableMap",
          "java.util.stream.Collectors.toUnmodifiableSet");

  private Purity() {}

  static ArchRule asksNeitherClockNorChance(String where) {
    return never(
        where,
        "ask a clock, chance or the machine's own settings",
        Purity::isClockOrChance,
        "time comes in with the letter, ids are derived, zones are written out");
  }

  static ArchRule iteratesNothingUnordered(String where) {
    return never(
        where,
        "make a collection or stream without a stated order",
        Purity::isUnordered,
        "use LinkedHashMap, LinkedHashSet, EnumMap, TreeMap or a List");
  }

  private static boolean isClockOrChance(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getName();
    return CHANCE.contains(owner)
        || MACHINE.contains(owner + "." + name)
        || (owner.startsWith("java.time.") && name.equals("now"))
        || (owner.equals("java.time.Clock")
            && (name.startsWith("system") || name.startsWith("tick")));
  }

  private static boolean isUnordered(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getName();
    return (UNORDERED.contains(owner) && (name.equals("<init>") || name.startsWith("new")))
        || MAKERS.contains(owner + "." + name)
        || (owner.startsWith("java.util.") && name.startsWith("parallel"))
        || (owner.equals("java.util.stream.Collectors") && picksItsOwnMap(access, name));
  }

  /** Without a supplier of the map, the last parameter but one, these collect into a HashMap. */
  private static boolean picksItsOwnMap(JavaAccess<?> access, String name) {
    int supplied = name.equals("toMap") ? 4 : name.equals("groupingBy") ? 3 : 0;
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().size() < supplied;
  }

  private static ArchRule never(
      String where, String what, Predicate<JavaAccess<?>> offence, String because) {
    ArchCondition<JavaClass> condition =
        new ArchCondition<>("never " + what) {
          @Override
          public void check(JavaClass each, ConditionEvents events) {
            each.getAccessesFromSelf().stream()
                .filter(offence)
                .map(access -> SimpleConditionEvent.violated(access, access.getDescription()))
                .forEach(events::add);
          }
        };
    return classes()
        .that()
        .resideInAPackage(where)
        .should(condition)
        .because(because)
        .allowEmptyShould(true);
  }
}
