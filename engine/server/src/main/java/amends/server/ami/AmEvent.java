package amends.server.ami;

import org.asteriskjava.manager.event.UserEvent;

/**
 * What our own dialplan tells: one class a UserEvent, since asterisk-java drops one that has no
 * class.
 *
 * <p>The fields are those of {@code /dialplans}; a missing one is the empty text. No number travels
 * in any of them.
 */
public abstract sealed class AmEvent extends UserEvent
    permits AmEvents.Withdrawn,
        AmEvents.Left,
        AmEvents.Offered,
        AmEvents.Passed,
        AmEvents.NoGo,
        AmEvents.Start,
        AmEvents.CustUp,
        AmEvents.Dialled,
        AmEvents.Disposition,
        AmEvents.AgentEnd,
        AmEvents.AgentLeftFirst,
        AmEvents.Noted {
  private static final long serialVersionUID = 1L;

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

  // asterisk-java turns words like "none", "unknown" and "" into null; a missing field stays the
  // empty text with us.
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
}
