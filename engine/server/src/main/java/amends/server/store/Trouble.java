package amends.server.store;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Sorts what goes wrong with the database by what may be done next: try again, or find the letter that is to blame. */
public final class Trouble {
  private Trouble() {}

  /**
   * True for what is not the letter's fault and may pass: unreachable, restarting, deadlock, time-out, disk full, failed over.
   * False for everything else; such a letter is tried alone, and then parked.
   */
  public static boolean isPassing(Throwable trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnwritableException) {
        return false;
      }
      if (cause instanceof PgException refused) {
        return isPassing(refused.getSqlState());
      }
      if (isLostLink(cause)) {
        return true;
      }
    }
    return false;
  }

  /** True when nobody can tell from this whether a COMMIT that was on its way was carried out. */
  static boolean isDoubt(Throwable trouble) {
    if (trouble instanceof PgException refused) {
      String state = refused.getSqlState();
      return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("58") || state.equals("40003");
    }
    return isLostLink(trouble);
  }

  static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException already ? already : new StoreException(failure);
  }

  private static boolean isLostLink(Throwable cause) {
    return cause instanceof VertxException
        // Jackson's are IOExceptions too, and are the letter's fault.
        || cause instanceof IOException && !(cause instanceof JacksonException)
        || cause instanceof TimeoutException
        // The pool's own time-out is of a class that Vert.x keeps to itself.
        || cause.getClass().getName().startsWith("io.vertx.core.");
  }

  private static boolean isPassing(String sqlState) {
    if (sqlState == null) {
      return true;
    }
    return switch (sqlState.substring(0, Math.min(2, sqlState.length()))) {
      case "08", "40", "53", "57", "58" -> true;
      default -> sqlState.equals("55P03") || sqlState.equals("25P03") || sqlState.equals("25006") || sqlState.equals("26000");
    };
  }

  /** A checked failure of the client, carried through. */
  static final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(Throwable cause) {
      super("The database did not serve: " + cause.getMessage(), cause);
    }
  }
}
