package amends.server.ami;

import java.util.SortedMap;
import java.util.TreeMap;
import org.asteriskjava.manager.event.DbGetResponseEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the bookings a PBX had to note for us, because no engine answered while the caller was on
 * the line.
 */
final class Notes {
  private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
  private static final String FAMILY = "/amends/booking/";
  private final String pbx;
  private final Actions actions;
  private final NoteReader reader;
  private boolean toldOld;

  Notes(String pbx, Actions actions, NoteReader reader) {
    this.pbx = pbx;
    this.actions = actions;
    this.reader = reader;
  }

  /** All notes that stand. */
  synchronized void drain(AmiConnection writer) throws AmiTrouble {
    SortedMap<String, String> found = new TreeMap<>();
    try {
      for (ResponseEvent part : writer.list(actions.notes())) {
        if (part instanceof DbTree.Entry entry && entry.getKey().startsWith(FAMILY)) {
          found.put(entry.getKey().substring(FAMILY.length()), entry.getVal());
        }
      }
    } catch (Refused refused) {
      if (!toldOld) {
        toldOld = true;
        LOG.warn(
            "PBX {} does not list its notes ({}): bookings it noted while we were away are seen"
                + " only when it says so again; take an Asterisk that has DBGetTree, and write ="
                + " reporting for the writer",
            pbx,
            refused.message());
      }
    }
    hand(found);
  }

  /**
   * The PBX says it has just written this note; an Asterisk that cannot list them is asked for this
   * one.
   */
  synchronized void noted(AmiConnection writer, String key) throws AmiTrouble {
    if (!toldOld) {
      drain(writer);
      return;
    }
    SortedMap<String, String> found = new TreeMap<>();
    for (ResponseEvent part : writer.list(actions.note(key))) {
      if (part instanceof DbGetResponseEvent entry && entry.getVal() != null) {
        found.put(key, entry.getVal());
      }
    }
    hand(found);
  }

  private void hand(SortedMap<String, String> found) {
    if (!found.isEmpty()) {
      reader.found(pbx, found);
    }
  }
}
