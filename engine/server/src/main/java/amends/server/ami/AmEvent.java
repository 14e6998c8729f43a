package amends.server.ami;

import java.util.List;
import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.event.UserEvent;

/**
 * What our own dialplan tells: one class a UserEvent, since asterisk-java drops one that has no class.
 *
 * <p>The fields are those of {@code /dialplans}; a missing one is the empty text. No number travels in any of them.
 */
public abstract sealed class AmEvent extends UserEvent {
  private static final long serialVersionUID = 1L;

  /** Every UserEvent of the dialplan, to be registered with each reader. */
  static final List<Class<? extends AmEvent>> ALL =
      List.of(
          Withdrawn.class, Left.class, Offered.class, Passed.class, NoGo.class, Start.class, CustUp.class, Dialled.class,
          Disposition.class, AgentEnd.class, AgentLeftFirst.class, Noted.class);

  private String order = "";
  private String res = "";
  private String att = "";
  private String member = "";
  private String key = "";
  private String why = "";
  private String status = "";
  private String dialStatus = "";
  private String cause = "";
  private String tech = "";
  private String cust = "";
  private String disp = "";
  private String seconds = "";

  AmEvent(Object source) {
    super(source);
  }

  // asterisk-java turns words like "none", "unknown" and "" into null; a missing field stays the empty text with us.
  private static String text(String value) {
    return value == null ? "" : value;
  }

  String getOrder() {
    return order;
  }

  public void setOrder(String value) {
    order = text(value);
  }

  String getRes() {
    return res;
  }

  public void setRes(String value) {
    res = text(value);
  }

  String getAtt() {
    return att;
  }

  public void setAtt(String value) {
    att = text(value);
  }

  String getMember() {
    return member;
  }

  public void setMember(String value) {
    member = text(value);
  }

  String getKey() {
    return key;
  }

  public void setKey(String value) {
    key = text(value);
  }

  String getWhy() {
    return why;
  }

  public void setWhy(String value) {
    why = text(value);
  }

  String getStatus() {
    return status;
  }

  public void setStatus(String value) {
    status = text(value);
  }

  String getDialStatus() {
    return dialStatus;
  }

  public void setDialStatus(String value) {
    dialStatus = text(value);
  }

  String getCause() {
    return cause;
  }

  public void setCause(String value) {
    cause = text(value);
  }

  String getTech() {
    return tech;
  }

  public void setTech(String value) {
    tech = text(value);
  }

  String getCust() {
    return cust;
  }

  public void setCust(String value) {
    cust = text(value);
  }

  String getDisp() {
    return disp;
  }

  public void setDisp(String value) {
    disp = text(value);
  }

  String getSeconds() {
    return seconds;
  }

  public void setSeconds(String value) {
    seconds = text(value);
  }

  /** The name the dialplan gives this event. */
  static String nameOf(Class<? extends AmEvent> event) {
    return event.getAnnotation(AsteriskMapping.class).value();
  }

  /** The place-holder left by its exit key. */
  @AsteriskMapping("AmWithdrawn")
  public static final class Withdrawn extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Withdrawn(Object source) {
      super(source);
    }
  }

  /** The queue itself ended the place-holder's stay. */
  @AsteriskMapping("AmLeft")
  public static final class Left extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Left(Object source) {
      super(source);
    }
  }

  /** An agent answered the place-holder. */
  @AsteriskMapping("AmOffered")
  public static final class Offered extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Offered(Object source) {
      super(source);
    }
  }

  /** The agent let it pass. */
  @AsteriskMapping("AmPassed")
  public static final class Passed extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Passed(Object source) {
      super(source);
    }
  }

  /** The agent accepted, and nothing was dialled. */
  @AsteriskMapping("AmNoGo")
  public static final class NoGo extends AmEvent {
    private static final long serialVersionUID = 1L;

    public NoGo(Object source) {
      super(source);
    }
  }

  /** The guard let the attempt through. */
  @AsteriskMapping("AmStart")
  public static final class Start extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Start(Object source) {
      super(source);
    }
  }

  /** The customer's phone was answered. */
  @AsteriskMapping("AmCustUp")
  public static final class CustUp extends AmEvent {
    private static final long serialVersionUID = 1L;

    public CustUp(Object source) {
      super(source);
    }
  }

  /** The customer's leg ended. */
  @AsteriskMapping("AmDialled")
  public static final class Dialled extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Dialled(Object source) {
      super(source);
    }
  }

  /** The agent said how it went. */
  @AsteriskMapping("AmDisposition")
  public static final class Disposition extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Disposition(Object source) {
      super(source);
    }
  }

  /** The agent's leg ended. */
  @AsteriskMapping("AmAgentEnd")
  public static final class AgentEnd extends AmEvent {
    private static final long serialVersionUID = 1L;

    public AgentEnd(Object source) {
      super(source);
    }
  }

  /** The agent left before the customer. */
  @AsteriskMapping("AmAgentLeftFirst")
  public static final class AgentLeftFirst extends AmEvent {
    private static final long serialVersionUID = 1L;

    public AgentLeftFirst(Object source) {
      super(source);
    }
  }

  /** A note of a booking stands in the PBX and wants to be fetched. */
  @AsteriskMapping("AmNoted")
  public static final class Noted extends AmEvent {
    private static final long serialVersionUID = 1L;

    public Noted(Object source) {
      super(source);
    }
  }
}
