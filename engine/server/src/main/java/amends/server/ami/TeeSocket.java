package amends.server.ami;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.asteriskjava.util.SocketConnectionFacade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection to a PBX: what comes is recorded, what goes is looked at once more, and its
 * end is told at once.
 */
final class TeeSocket implements SocketConnectionFacade {
  /** How {@code over} ends when the PBX closed an idle connection in order. */
  static final String PBX_ENDED = "the PBX ended the connection";

  // A UserEvent's Key is the agent's key press and stays; only what goes out under that name is the
  // answer to the challenge.
  private static final Pattern SENT_SECRET = Pattern.compile("(?im)^(key|secret): .*$");
  private static final Pattern CHALLENGE = Pattern.compile("(?im)^(challenge): .*$");
  private static final Logger LOG = LoggerFactory.getLogger(TeeSocket.class);
  private static final int PACKET_CHARS_MAX = 64_000;
  private final SocketConnectionFacade socket;
  private final Recorder recorder;
  private final InstantSource clock;
  private final CompletableFuture<String> over;
  private boolean toldNoTape;
  private final StringBuilder packet = new StringBuilder();

  /**
   * @param recorder null where this connection is not recorded
   * @param over completed with the reason when nothing more can be read
   */
  TeeSocket(
      SocketConnectionFacade socket,
      Recorder recorder,
      InstantSource clock,
      CompletableFuture<String> over) {
    this.socket = socket;
    this.recorder = recorder;
    this.clock = clock;
    this.over = over;
  }

  @Override
  public String readLine() throws IOException {
    String line;
    try {
      line = socket.readLine();
    } catch (IOException e) {
      over.complete("the PBX cut the connection, or was silent too long (" + e.getMessage() + ")");
      throw e;
    }
    if (line == null) {
      over.complete(PBX_ENDED);
    } else if (recorder != null) {
      packet.append(line).append("\r\n");
      if (line.isEmpty() || packet.length() > PACKET_CHARS_MAX) {
        record('<', packet.toString());
        packet.setLength(0);
      }
    }
    return line;
  }

  @Override
  public void write(String action) throws IOException {
    String checked = WireGuard.oneAction(action);
    record('>', checked);
    socket.write(checked);
  }

  private void record(char direction, String text) {
    if (recorder == null) {
      return;
    }
    Pattern secret = direction == '>' ? SENT_SECRET : CHALLENGE;
    try {
      recorder.keep(direction, clock.instant(), secret.matcher(text).replaceAll("$1: (masked)"));
    } catch (UncheckedIOException trouble) {
      // A full disk costs the recording, never a call.
      if (!toldNoTape) {
        toldNoTape = true;
        LOG.error(
            "what the PBX says is not recorded: {}. Make room, or correct the folder",
            trouble.getMessage());
      }
    }
  }

  @Override
  public void flush() throws IOException {
    socket.flush();
  }

  @Override
  public void close() throws IOException {
    over.complete("we closed the connection");
    socket.close();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getRemoteAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getRemotePort();
  }
}
