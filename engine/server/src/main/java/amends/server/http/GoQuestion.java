package amends.server.http;

import amends.core.desk.CaseRef;
import amends.core.desk.Ids;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal;
import amends.server.bookings.BadField;
import amends.server.bookings.Fields;
import amends.server.numbers.PhoneNumber;
import amends.server.runtime.Intake;
import amends.server.runtime.LetterId;
import amends.server.store.Addresses;
import amends.server.store.Reply;
import amends.server.store.Sealed;
import amends.server.store.Store;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * "The agent pressed 1: may I dial?" The turn that answers commits the attempt; only then is the
 * number put in.
 *
 * <p>The number leaves the store here and nowhere else, for this one answer.
 */
final class GoQuestion implements Question {
  private static final Set<String> FIELDS = Set.of("v", "secret", "pbx", "order", "res", "member");
  private static final Pattern RESERVATION = Pattern.compile("[0-9a-f]{64}-1");
  private static final Pattern MEMBER = Pattern.compile("[0-9A-Za-z/@_.-]{0,80}");
  private static final Pattern ANSWER =
      Pattern.compile("GO [0-9a-f]{64} [0-9]{1,20} ([0-9]{1,20}|-) [0-9]{10}|NO [a-z-]+");
  private static final String NUMBER = "{number}";
  private static final String BUSY = "NO busy";

  private final Intake intake;
  private final Store store;
  private final Addresses addresses;
  private final InstantSource clock;

  GoQuestion(Intake intake, Store store, Addresses addresses, InstantSource clock) {
    this.intake = intake;
    this.store = store;
    this.addresses = addresses;
    this.clock = clock;
  }

  @Override
  public String answer(String pbx, Fields fields) throws BadField {
    fields.noOthersThan(FIELDS);
    CaseRef order = fields.order("order");
    String res =
        fields.text(
            "res", RESERVATION, "the Uniqueid of the place-holder: 64 small hex digits and -1");
    String member = fields.text("member", MEMBER, "the agent's interface, such as PJSIP/agent1");
    if (!res.startsWith(Ids.hex(order.party().hmac()))) {
      throw new BadField("res", "is not a reservation of this order's person");
    }
    UUID reservation = Ids.fromHex(res.substring(32, 64));
    Letter letter =
        new Letter(
            LetterId.of("go", pbx, res),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            order.party(),
            Optional.empty(),
            Optional.of(order),
            new OrderSignal.AgentAccepted(reservation, member));
    return switch (intake.offer(letter, new TreeMap<>()).join()) {
      case Reply.Said said -> Answers.exact(filled(said.answer(), order.party()), ANSWER, BUSY);
      case Reply.Parked parked -> BUSY;
      case Reply.Full full -> BUSY;
    };
  }

  private Optional<String> filled(Optional<String> template, PartyId party) {
    if (template.isEmpty() || !template.get().contains(NUMBER)) {
      return template;
    }
    Optional<Sealed> sealed = store.address(party);
    return sealed.isEmpty()
        ? Optional.of("NO erased")
        : Optional.of(
            template
                .get()
                .replace(NUMBER, PhoneNumber.ofAddress(addresses.open(sealed.get())).digits()));
  }

  @Override
  public String late() {
    return BUSY;
  }

  @Override
  public String refused(String why) {
    return "NO " + why;
  }
}
