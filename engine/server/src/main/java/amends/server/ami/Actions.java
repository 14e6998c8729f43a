package amends.server.ami;

import amends.core.desk.Command;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.DbGetAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.PlayDtmfAction;
import org.asteriskjava.manager.action.QueueStatusAction;

/**
 * The one place where an action for a PBX is built, from typed fields: no value can end a line,
 * begin a second action or a second variable. Every action gets an ActionID of its own, by which
 * its answer is known.
 */
public final class Actions {
  static {
    LibraryLog.silence();
  }

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,80}");
  private static final Pattern HEX64 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_.-]{1,80}");
  private static final Pattern NOTE = Pattern.compile("[A-Za-z0-9._-]{1,150}");
  private static final Pattern WORD = Pattern.compile("[a-z-]{1,40}");
  private static final Pattern DIGIT = Pattern.compile("[0-9A-D*#]");
  private static final Pattern PBX_NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  /**
   * A place-holder may stand for a day; it is taken out long before (Originate's own default would
   * end it after 30 s).
   */
  private static final Duration STANDS_MAX = Duration.ofDays(1);

  private final SecureRandom random = new SecureRandom();

  /**
   * A place-holder joins the customer's queue in the customer's place.
   *
   * @param ring how long the customer's phone will ring, whole seconds
   * @param waited how long the customer has been owed the call
   * @param why one word for the agent, {@code callback}
   * @throws IllegalArgumentException when a field has characters it must not have
   */
  public ManagerAction reserve(
      Command.Reserve reserve, Duration ring, Duration waited, String why) {
    String reservation = checked(HEX64, reserve.channel(), "a reservation");
    String order = checked(HEX64, reserve.order().hex(), "an order");
    if (reserve.turnClass() < 0 || reserve.turnClass() > 9) {
      throw new IllegalArgumentException("a class is 0 to 9, not " + reserve.turnClass());
    }
    Map<String, String> variables = new TreeMap<>();
    variables.put("__AM_ORDER", order);
    variables.put("__AM_QUEUE", checked(QUEUE, reserve.queue(), "a queue's name"));
    variables.put("__AM_RING", number(ring.toSeconds()));
    variables.put("__AMENDS_PLACE", number(reserve.place().getEpochSecond()));
    variables.put("__AMENDS_CLASS", number(reserve.turnClass()));
    variables.put("__AM_WAITED", number(Math.max(0, waited.toMinutes())));
    variables.put("__AM_WHY", checked(WORD, why, "a reason"));
    OriginateAction originate =
        originate("Local/s@amends-reserve/n", ReserveId.actionId(order, reservation, nonce()));
    originate.setChannelId(reservation + "-1");
    originate.setOtherChannelId(reservation + "-2");
    originate.setContext("amends-agent");
    originate.setExten("s");
    originate.setPriority(1);
    originate.setTimeout(STANDS_MAX.toMillis());
    originate.setVariables(variables);
    return originate;
  }

  /**
   * Presses the exit key of a place-holder: it leaves the queue, and the PBX counts no abandon.
   *
   * @param reservation 64 hex digits
   */
  public ManagerAction withdraw(String reservation) {
    return press(checked(HEX64, reservation, "a reservation") + "-1", "D");
  }

  /**
   * Presses one key on a channel.
   *
   * @throws IllegalArgumentException when the channel is no id, or the key no key
   */
  public ManagerAction press(String channelId, String digit) {
    PlayDtmfAction press = new PlayDtmfAction();
    press.setChannel(checked(ID, channelId, "a channel's id"));
    press.setDigit(checked(DIGIT, digit, "a key"));
    press.setActionId(nonce());
    return press;
  }

  /**
   * The PBX's dialplan forgets its note of a booking.
   *
   * @param note its key, {@code <pbx>-<uniqueid>-<n>}
   */
  public ManagerAction acknowledge(String note) {
    OriginateAction originate =
        originate("Local/" + checked(NOTE, note, "a note's key") + "@amends-ack/n", nonce());
    // The near side hangs up; named by context and not by application, so that a missing dialplan
    // is refused at once.
    originate.setContext("amends-ack");
    originate.setExten("s");
    originate.setPriority(1);
    originate.setTimeout(Duration.ofSeconds(10).toMillis());
    return originate;
  }

  /** All live channels. */
  CoreShowChannelsAction channels() {
    CoreShowChannelsAction action = new CoreShowChannelsAction();
    action.setActionId(nonce());
    return action;
  }

  /**
   * The mark of an attempt, where the guard has let it through.
   *
   * @param attempt 64 hex digits
   */
  DbGetAction mark(String attempt) {
    DbGetAction action = new DbGetAction("amends/att", checked(HEX64, attempt, "an attempt"));
    action.setActionId(nonce());
    return action;
  }

  /** All notes of bookings. */
  DbTree notes() {
    DbTree action = new DbTree("amends/booking");
    action.setActionId(nonce());
    return action;
  }

  /** Which order a standing place-holder is for; its own first leg knows. */
  GetVarAction orderOf(String channelId) {
    GetVarAction action = new GetVarAction(checked(ID, channelId, "a channel's id"), "AM_ORDER");
    action.setActionId(nonce());
    return action;
  }

  /** One note of a booking. */
  DbGetAction note(String key) {
    DbGetAction action = new DbGetAction("amends/booking", checked(NOTE, key, "a note's key"));
    action.setActionId(nonce());
    return action;
  }

  /** All queues with their members and waiting callers. */
  QueueStatusAction queues() {
    QueueStatusAction action = new QueueStatusAction();
    action.setActionId(nonce());
    return action;
  }

  /** One queue with its members and waiting callers. */
  QueueStatusAction queue(String queue) {
    QueueStatusAction action = queues();
    action.setQueue(checked(QUEUE, queue, "a queue's name"));
    return action;
  }

  /**
   * Returns the name of a PBX when it can be one.
   *
   * @throws IllegalArgumentException when it cannot
   */
  static String pbxName(String name) {
    return checked(PBX_NAME, name, "a PBX's name");
  }

  private OriginateAction originate(String channel, String actionId) {
    OriginateAction originate = new OriginateAction();
    originate.setActionId(actionId);
    originate.setChannel(channel);
    // Never false: the PBX would stop serving this connection until the call is answered.
    originate.setAsync(true);
    return originate;
  }

  private String nonce() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "a number for the dialplan must not be negative: " + value);
    }
    return Long.toString(value);
  }

  private static String checked(Pattern grammar, String value, String what) {
    if (!grammar.matcher(value).matches()) {
      // The value itself is not repeated: it may be a number, or hostile to the log.
      throw new IllegalArgumentException(
          what
              + " must match "
              + grammar
              + "; this value of "
              + value.length()
              + " characters does not");
    }
    return value;
  }

  /**
   * How long the customer has been owed the call by now: since the place, the one instant a command
   * carries.
   */
  static Duration owed(Instant place, Instant now) {
    return place.isBefore(now) ? Duration.between(place, now) : Duration.ZERO;
  }
}
