package amends.server.ami;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.util.SocketConnectionFacade;

/** The library's connection, held to one life. */
final class Wire extends ManagerConnectionImpl {
  private final InstantSource clock;
  private final Recorder recorder;
  private final CompletableFuture<String> over;
  private volatile TeeSocket tee;

  /**
   * @param recorder null where this connection is not recorded
   * @param over completed with the reason when nothing more can be read
   */
  Wire(InstantSource clock, Recorder recorder, CompletableFuture<String> over) {
    this.clock = clock;
    this.recorder = recorder;
    this.over = over;
  }

  @Override
  protected void connect() throws IOException {
    if (tee != null) {
      // The library's reconnecting thread: its next round sees the state and ends.
      state = ManagerConnectionState.DISCONNECTED;
      throw new IOException("this connection has ended; the link makes a new one");
    }
    super.connect();
  }

  @Override
  protected SocketConnectionFacade createSocket() throws IOException {
    tee = new TeeSocket(super.createSocket(), recorder, clock, over);
    return tee;
  }

  /**
   * One question instead of the library's eight; without the class for it the version stays
   * unknown.
   */
  @Override
  protected AsteriskVersion determineVersion() {
    try {
      AsteriskVersion told = determineVersionByCoreSettings();
      return told == null ? AsteriskVersion.DEFAULT_VERSION : told;
    } catch (Exception e) {
      return AsteriskVersion.DEFAULT_VERSION;
    }
  }

  /** Closes the socket without a lock: whoever waits for it is freed. */
  void cut() {
    TeeSocket open = tee;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        over.complete("the socket was lost: " + e.getMessage());
      }
    }
  }
}
