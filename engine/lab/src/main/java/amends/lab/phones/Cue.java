package amends.lab.phones;

import amends.lab.ami.AmiMessage;

/** What a caller hears or notices on the line, and acts upon. */
public enum Cue {
  /** The line was answered. */
  ANSWERED {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("Newexten")
          && event.get("Application").equals("CELGenUserEvent")
          && event.get("AppData").startsWith("LabArrive");
    }
  },
  /** Waiting in the queue now. */
  QUEUED {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("Newexten") && event.get("Application").equals("Queue");
    }
  },
  /** Something else goes on than before: the press was heard. */
  MOVED_ON {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("Newexten");
    }
  },
  /** The line asks for a key (it speaks and listens). */
  ASKED {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("Newexten")
          && (event.get("Application").equals("Read")
              || event.get("Application").equals("WaitExten"));
    }
  },
  /** The booking was passed on: no key is wanted any more. */
  SENT {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("Newexten")
          && event.get("Application").equals("CELGenUserEvent")
          && event.get("AppData").startsWith("AmAsk");
    }
  },
  /** The line says that the callback is promised. */
  PROMISED {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("Newexten")
          && event.get("Application").equals("CELGenUserEvent")
          && event.get("AppData").startsWith("AmConfirm");
    }
  },
  /** An agent is on the line. */
  SERVED {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("BridgeEnter");
    }
  },
  /** The line is dead. */
  OVER {
    @Override
    boolean isIn(AmiMessage event) {
      return event.is("Hangup");
    }
  };

  /** Whether this event of the caller's own line is the cue. */
  abstract boolean isIn(AmiMessage event);
}
