package amends.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows between the modules: {@code core <- lab}, {@code core <- server}, all {@code <- app}.
 */
record Modules(String root) {
  ArchRule coreKnowsOnlyTheJdk() {
    return classes()
        .that()
        .resideInAPackage(root + ".core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(root + ".core..", "java..")
        .allowEmptyShould(true);
  }

  ArchRule coreDoesNoInputOrOutput() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio.channels..",
            "java.nio.file..",
            "java.rmi..",
            "java.sql..",
            "java.util.logging..")
        .because("core decides in values; gateways touch the world")
        .allowEmptyShould(true);
  }

  ArchRule labKnowsOnlyCore() {
    return knowsOnlyCore("lab");
  }

  ArchRule serverKnowsOnlyCore() {
    return knowsOnlyCore("server");
  }

  private ArchRule knowsOnlyCore(String module) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + module + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..")
                .and(not(resideInAnyPackage(root + "." + module + "..", root + ".core.."))))
        .allowEmptyShould(true);
  }

  ArchRule gatewaysAreStrangers() {
    return slices()
        .matching(root + ".server.(*)..")
        .that(new Gateways())
        .should()
        .notDependOnEachOther()
        .because("a carrier or a PBX is swapped in one room")
        .allowEmptyShould(true);
  }
}
