package amends.server.ami;

import java.util.List;
import org.asteriskjava.manager.AsteriskMapping;

/**
 * The UserEvents of our dialplan, one class each; the library finds a class by the name beside it.
 */
public final class AmEvents {
  /** Every UserEvent of the dialplan, to be registered with each reader. */
  static final List<Class<? extends AmEvent>> ALL =
      List.of(
          Withdrawn.class,
          Left.class,
          Offered.class,
          Passed.class,
          NoGo.class,
          Start.class,
          CustUp.class,
          Dialled.class,
          Disposition.class,
          AgentEnd.class,
          AgentLeftFirst.class,
          Noted.class);

  private AmEvents() {}

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
