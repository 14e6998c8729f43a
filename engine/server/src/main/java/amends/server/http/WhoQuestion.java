package amends.server.http;

import amends.core.desk.CaseRef;
import amends.server.bookings.BadField;
import amends.server.bookings.Fields;
import amends.server.config.Config;
import amends.server.numbers.PhoneNumber;
import amends.server.store.Addresses;
import amends.server.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * "What may the agent's phone show of this customer?" Reads only; whatever is not known for certain
 * is masked.
 */
final class WhoQuestion implements Question {
  private static final Set<String> FIELDS = Set.of("v", "secret", "pbx", "order");
  private static final String NOBODY = "WHO";

  private final Store store;
  private final Addresses addresses;
  private final List<Config.Queue> queues;

  WhoQuestion(Store store, Addresses addresses, List<Config.Queue> queues) {
    this.store = store;
    this.addresses = addresses;
    this.queues = List.copyOf(queues);
  }

  @Override
  public String answer(String pbx, Fields fields) throws BadField {
    fields.noOthersThan(FIELDS);
    CaseRef order = fields.order("order");
    Optional<PhoneNumber> number =
        store.address(order.party()).map(addresses::open).map(PhoneNumber::ofAddress);
    if (number.isEmpty()) {
      return NOBODY;
    }
    return NOBODY + " " + (inFull(pbx, order) ? number.get().digits() : number.get().masked());
  }

  /** Only where a queue shows numbers in full are its orders looked through. */
  private boolean inFull(String pbx, CaseRef order) {
    return queues.stream()
        .filter(queue -> queue.pbx().equals(pbx) && queue.show() == Config.Show.FULL)
        .flatMap(queue -> store.inTurn(pbx, queue.name()).stream())
        .anyMatch(one -> one.order().equals(order));
  }

  @Override
  public String late() {
    return NOBODY;
  }

  @Override
  public String refused(String why) {
    return NOBODY;
  }
}
