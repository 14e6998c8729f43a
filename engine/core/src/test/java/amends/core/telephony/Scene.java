package amends.core.telephony;

import amends.core.telephony.PbxEvent.OfCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes what a PBX says of one call, in the order and with the spacing that were measured on a
 * real one.
 */
final class Scene {
  static final CallKey KEY =
      new CallKey(
          UUID.fromString("0a000000-0000-0000-0000-00000000000b"),
          UUID.fromString("0c000000-0000-0000-0000-00000000000d"));
  static final UUID ATTEMPT = UUID.fromString("0e000000-0000-0000-0000-00000000000f");
  static final String ATT = KEY.hex().substring(0, 32) + "0e00000000000000000000000000000f";
  static final String CUSTOMER = "1767.20";
  static final String CUSTOMER_OTHER_HALF = "1767.21";
  static final String AGENT = "1767.10";
  static final String MEMBER = "PJSIP/anna";
  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final String call = KEY.leg1();
  private final List<OfCall> events = new ArrayList<>();

  static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  List<OfCall> events() {
    return List.copyOf(events);
  }

  Scene add(OfCall event) {
    events.add(event);
    return this;
  }

  /** The place-holder is made and stands in the queue. */
  Scene stands() {
    add(new PbxEvent.Appeared(call, KEY.leg1(), at(0)));
    add(new PbxEvent.Appeared(call, KEY.leg2(), at(0)));
    return add(new PbxEvent.QueueJoined(call, KEY.leg2(), "support", at(0.05)));
  }

  /** An agent answers it and hears the offer. */
  Scene offered() {
    add(new PbxEvent.AgentCalled(call, "support", MEMBER, at(0.5)));
    add(new PbxEvent.DialBegan(call, KEY.leg2(), AGENT, at(0.5)));
    add(new PbxEvent.StateChanged(call, AGENT, "Ringing", at(0.6)));
    add(new PbxEvent.StateChanged(call, AGENT, "Up", at(0.8)));
    add(new PbxEvent.QueueLeft(call, KEY.leg2(), "support", at(0.86)));
    add(new PbxEvent.BridgeEntered(call, "b-agent", KEY.leg2(), at(0.87)));
    add(new PbxEvent.BridgeEntered(call, "b-agent", AGENT, at(0.87)));
    return add(new PbxEvent.Offered(call, MEMBER, at(0.88)));
  }

  /** The guard lets it through and the customer's leg is dialled. */
  Scene started() {
    add(new PbxEvent.Started(call, ATT, at(3.16)));
    add(new PbxEvent.Appeared(call, CUSTOMER, at(3.17)));
    add(new PbxEvent.Appeared(call, CUSTOMER_OTHER_HALF, at(3.17)));
    return add(new PbxEvent.DialBegan(call, KEY.leg1(), CUSTOMER, at(3.18)));
  }

  Scene rings() {
    add(new PbxEvent.DialProgressed(call, CUSTOMER, "RINGING", at(3.5)));
    return add(new PbxEvent.StateChanged(call, CUSTOMER, "Ringing", at(3.5)));
  }

  Scene customerUp() {
    add(new PbxEvent.StateChanged(call, CUSTOMER, "Up", at(5.17)));
    return add(new PbxEvent.CustomerUp(call, ATT, CUSTOMER, at(5.18)));
  }

  Scene bridged(double from, double to) {
    add(new PbxEvent.BridgeEntered(call, "b-cust", KEY.leg1(), at(from)));
    add(new PbxEvent.BridgeEntered(call, "b-cust", CUSTOMER, at(from)));
    add(new PbxEvent.BridgeLeft(call, "b-cust", CUSTOMER, at(to)));
    return add(new PbxEvent.BridgeLeft(call, "b-cust", KEY.leg1(), at(to)));
  }

  Scene customerHangsUp(int cause, String tech, double at) {
    add(new PbxEvent.HungUp(call, CUSTOMER, cause, tech, at(at)));
    return add(new PbxEvent.HungUp(call, CUSTOMER_OTHER_HALF, cause, "", at(at)));
  }

  Scene dialled(String status, int cause, String tech, String cust, double at) {
    return add(new PbxEvent.Dialled(call, ATT, status, cause, tech, cust, at(at)));
  }

  Scene disposed(String key, double at) {
    return add(new PbxEvent.Disposition(call, ATT, MEMBER, key, at(at)));
  }

  /** The agent's side says its last word and is hung up. */
  Scene agentEnds(String status, String cust, String disp, double at) {
    add(new PbxEvent.AgentEnded(call, ATT, status, cust, disp, at(at)));
    return legsHangUp(at + 0.01);
  }

  Scene legsHangUp(double at) {
    add(new PbxEvent.HungUp(call, KEY.leg1(), 16, "", at(at)));
    add(new PbxEvent.HungUp(call, AGENT, 16, "", at(at + 0.01)));
    return add(new PbxEvent.HungUp(call, KEY.leg2(), 16, "", at(at + 0.02)));
  }

  /** The measured one: customer up at 5.17, bridge 6.89 to 18.27, disposition 7. */
  static Scene kept() {
    return new Scene()
        .stands()
        .offered()
        .started()
        .rings()
        .customerUp()
        .bridged(6.89, 18.27)
        .customerHangsUp(16, "", 18.28)
        .dialled("ANSWER", 16, "-", "key1", 18.33)
        .disposed("7", 19.77)
        .agentEnds("ANSWER", "key1", "7", 19.96);
  }

  /** The customer's leg never comes up; the agent gives no key. */
  static Scene unanswered(int cause, String tech, String status, boolean rings) {
    Scene scene = new Scene().stands().offered().started();
    if (rings) {
      scene.rings();
    }
    return scene
        .customerHangsUp(cause, "", 20)
        .dialled(status, cause, tech, "none", 20.02)
        .disposed("", 26)
        .agentEnds(status, "none", "", 26.1);
  }
}
