package amends.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.library.dependencies.Slice;
import java.util.List;

/** The rooms of the server that stand at a door to the outside. */
final class Gateways extends DescribedPredicate<Slice> {
  private static final List<String> ROOMS = List.of("ami", "sms", "http");

  Gateways() {
    super("stand at a door: " + String.join(", ", ROOMS));
  }

  @Override
  public boolean test(Slice slice) {
    return ROOMS.contains(slice.getNamePart(1));
  }
}
