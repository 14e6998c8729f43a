package amends.server.ami;

import amends.core.desk.Command;
import amends.core.desk.Ids;
import amends.core.telephony.CallKey;
import amends.core.telephony.PbxEvent;
import amends.server.runtime.Gateway;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the commands of one PBX, each sent once and never again; a plain no of the PBX goes
 * back as news.
 */
final class PbxGateway implements Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(PbxGateway.class);
  private final PbxSettings pbx;
  private final LinkParts parts;
  private final Supplier<AmiConnection> writer;
  private final Translator translator;

  /**
   * @param writer the account that acts; throws when the link is not live
   */
  PbxGateway(LinkParts parts, Supplier<AmiConnection> writer, Translator translator) {
    this.pbx = parts.pbx();
    this.parts = parts;
    this.writer = writer;
    this.translator = translator;
  }

  @Override
  public void perform(Command command) {
    switch (command) {
      case Command.Reserve reserve -> {
        ManagerAction originate =
            parts
                .actions()
                .reserve(
                    reserve,
                    pbx.ring(),
                    Actions.owed(reserve.place(), parts.clock().instant()),
                    "callback");
        CallKey key = new CallKey(reserve.order().party().hmac(), reserve.id());
        translator.expect(key, reserve.order());
        send(command, originate, no -> refused(key, reserve, no));
      }
      case Command.Withdraw withdraw ->
          send(
              command,
              parts
                  .actions()
                  .withdraw(
                      Ids.hex(withdraw.order().party().hmac()) + Ids.hex(withdraw.reservation())),
              no ->
                  LOG.info(
                      "PBX {}: a place-holder could not be taken out ({}): it has left by itself",
                      pbx.name(),
                      no));
      case Command.AckNote ack ->
          send(
              command,
              parts.actions().acknowledge(ack.note()),
              no -> LOG.warn("PBX {}: a note could not be acknowledged: {}", pbx.name(), hint(no)));
      case Command.PlaceCall call ->
          throw new IllegalArgumentException(
              "an attempt is sent by the answer to the dialplan's question, not over AMI");
    }
  }

  private void send(Command command, ManagerAction action, Consumer<String> onNo) {
    if (!command.gateway().equals("pbx:" + pbx.name())) {
      throw new IllegalArgumentException(
          "a command for " + command.gateway() + " was given to the link of PBX " + pbx.name());
    }
    AmiConnection line = writer.get();
    if (!parts.leaseHeld().getAsBoolean()) {
      throw new IllegalStateException("this node no longer holds the lease of PBX " + pbx.name());
    }
    if (parts.clock().instant().isAfter(command.notAfter())) {
      throw new IllegalStateException("the command's time was over at " + command.notAfter());
    }
    try {
      line.send(
          action,
          answer -> {
            if (answer instanceof ManagerError no) {
              parts.posts().execute(() -> onNo.accept(String.valueOf(no.getMessage())));
            }
          });
    } catch (IOException doubt) {
      // Bytes may have left: not an exception for the caller, but doubt that only evidence
      // resolves.
      LOG.warn(
          "PBX {}: the connection broke while {} {} was sent: {}",
          pbx.name(),
          command.getClass().getSimpleName(),
          command.id(),
          doubt.getMessage());
    }
  }

  private void refused(CallKey key, Command.Reserve reserve, String no) {
    LOG.error(
        "PBX {}: it did not take the place-holder of order {}: {}",
        pbx.name(),
        reserve.order().id(),
        hint(no));
    Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
    translator.hear(new PbxEvent.Originated(key.leg1(), false, now), "");
  }

  /** What an administrator must do about the PBX's no. */
  private String hint(String no) {
    return switch (no) {
      case "Extension does not exist." ->
          no
              + " Its dialplan lacks our contexts: #include the files of dialplans/ in"
              + " extensions.conf, then 'dialplan reload'";
      case "Permission denied" ->
          no
              + ". Give the account '"
              + pbx.writer().user()
              + "' write = call,originate,reporting in manager.conf, then 'manager reload'";
      default -> no;
    };
  }

  /** The order an OriginateResponse is about, 64 hex digits; empty for any other event. */
  static String orderOf(ManagerEvent event) {
    return event instanceof OriginateResponseEvent answer
        ? ReserveId.ofAction(answer.getActionId()).map(ReserveId::order).orElse("")
        : "";
  }
}
