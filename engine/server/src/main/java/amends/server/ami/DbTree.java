package amends.server.ami;

import java.util.List;
import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;

/** Asks for all keys of a family of the AstDB; asterisk-java does not know this action. */
public final class DbTree extends AbstractManagerAction implements EventGeneratingAction {
  private static final long serialVersionUID = 1L;

  /** The events of the answer, to be registered with each connection. */
  static final List<Class<? extends ManagerEvent>> ALL = List.of(Entry.class, Complete.class);

  private final String family;

  DbTree(String family) {
    this.family = family;
  }

  @Override
  public String getAction() {
    return "DBGetTree";
  }

  public String getFamily() {
    return family;
  }

  @Override
  public Class<? extends ResponseEvent> getActionCompleteEventClass() {
    return Complete.class;
  }

  /** One key, with its family in front, and its value. */
  @AsteriskMapping("DBGetTreeResponse")
  public static final class Entry extends ResponseEvent {
    private static final long serialVersionUID = 1L;
    private String key = "";
    private String val = "";

    public Entry(Object source) {
      super(source);
    }

    String getKey() {
      return key;
    }

    public void setKey(String value) {
      key = value == null ? "" : value;
    }

    String getVal() {
      return val;
    }

    public void setVal(String value) {
      val = value == null ? "" : value;
    }
  }

  /** The answer is whole. */
  @AsteriskMapping("DBGetTreeComplete")
  public static final class Complete extends ResponseEvent {
    private static final long serialVersionUID = 1L;

    public Complete(Object source) {
      super(source);
    }

    public void setEventList(String ignored) {}

    public void setListItems(String ignored) {}
  }
}
