package amends.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules of the house for the classes below one root package, by name. */
final class House {
  private final String root;

  /**
   * Draws up the rules for one house.
   *
   * @param root the package that holds core, lab, server and app: {@code amends}, or a planted one
   */
  House(String root) {
    this.root = root;
  }

  /** Every rule by the name under which a test reports it, in the order they are best read. */
  Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    Modules modules = new Modules(root);
    rules.put("packages have no cycles", noCycles());
    rules.put("core knows only the JDK and itself", modules.coreKnowsOnlyTheJdk());
    rules.put("core does no input or output", modules.coreDoesNoInputOrOutput());
    rules.put("lab knows of the house only core", modules.labKnowsOnlyCore());
    rules.put("server knows of the house only core", modules.serverKnowsOnlyCore());
    rules.put("gateways of the server do not know each other", modules.gatewaysAreStrangers());
    rules.put("core rooms keep their order", new Rooms(root).keepTheirOrder());
    rules.put("core asks neither clock nor chance", Purity.asksNeitherClockNorChance(core()));
    rules.put("core iterates nothing unordered", Purity.iteratesNothingUnordered(core()));
    rules.put("databases are spoken to only in store", Sql.librariesOnlyInStore(root));
    rules.put("SQL is written only in store", Sql.textOnlyInStore(root));
    rules.put("every room has its page", everyRoomHasItsPage());
    return rules;
  }

  private String core() {
    return root + ".core..";
  }

  private ArchRule noCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  private ArchRule everyRoomHasItsPage() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(HaveAPage.besideThem())
        .because("package-info.java says in business words what the room is")
        .allowEmptyShould(true);
  }
}
