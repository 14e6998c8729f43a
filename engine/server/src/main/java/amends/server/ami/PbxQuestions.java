package amends.server.ami;

import amends.server.runtime.PbxEvidence;
import java.util.List;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.DbGetResponseEvent;
import org.asteriskjava.manager.response.GetVarResponse;

/**
 * What a PBX is asked as a witness. Nothing is concluded from an answer that did not come whole.
 */
final class PbxQuestions {
  private static final String NO_SUCH_ENTRY = "Database entry not found";

  private PbxQuestions() {}

  static List<PbxEvidence.Channel> channels(AmiConnection writer, Actions actions) {
    try {
      return listed(writer, actions).stream()
          .map(e -> new PbxEvidence.Channel(text(e.getUniqueid()), text(e.getLinkedid())))
          .toList();
    } catch (AmiTrouble trouble) {
      throw new IllegalStateException(trouble.getMessage(), trouble);
    }
  }

  /** Every live channel, with the bridge it is in. */
  static List<CoreShowChannelEvent> listed(AmiConnection writer, Actions actions)
      throws AmiTrouble {
    return writer.list(actions.channels()).stream()
        .filter(CoreShowChannelEvent.class::isInstance)
        .map(CoreShowChannelEvent.class::cast)
        .toList();
  }

  static boolean marked(AmiConnection writer, Actions actions, String attempt) {
    try {
      return writer.list(actions.mark(attempt)).stream()
          .anyMatch(DbGetResponseEvent.class::isInstance);
    } catch (Refused no) {
      if (no.message().equals(NO_SUCH_ENTRY)) {
        return false;
      }
      throw no;
    } catch (AmiTrouble trouble) {
      throw new IllegalStateException(trouble.getMessage(), trouble);
    }
  }

  /**
   * The order a standing place-holder is for, 64 hex digits; empty when its leg does not know or is
   * gone.
   */
  static String orderOf(AmiConnection writer, Actions actions, String channelId) throws AmiTrouble {
    return writer.ask(actions.orderOf(channelId)) instanceof GetVarResponse answer
        ? text(answer.getValue())
        : "";
  }

  static String text(String value) {
    return value == null ? "" : value;
  }
}
