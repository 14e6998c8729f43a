package amends.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The product keeps the rules of the house. */
class HouseTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("amends");

  @TestFactory
  Stream<DynamicTest> the_product_keeps() {
    return new House("amends")
        .rules().entrySet().stream()
            .map(
                rule ->
                    DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(PRODUCT)));
  }

  @Test
  void all_four_modules_are_looked_at() {
    assertThat(PRODUCT.stream().map(type -> type.getPackageName().split("\\.", -1)[1]).distinct())
        .containsExactlyInAnyOrder("core", "lab", "server", "app");
  }
}
