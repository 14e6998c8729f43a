package amends.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A network between engine and PostgreSQL that can be cut at the worst instant: about the COMMIT. */
final class Proxy implements AutoCloseable {
  /** Where the next COMMIT is cut off. */
  enum Cut {
    NEVER,
    /** It does not reach the server. */
    BEFORE,
    /** It reaches the server, whose answer does not come back. */
    AFTER
  }

  private final ServerSocket door;
  private final Database behind;
  private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  Proxy(Database behind) throws IOException {
    this.behind = behind;
    door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.startVirtualThread(this::accept);
  }

  Database database() {
    return new Database("127.0.0.1", door.getLocalPort(), behind.name(), behind.user(), behind.password());
  }

  /** Cuts once. */
  void cutNext(Cut where) {
    cut.set(where);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket("127.0.0.1", behind.port());
        sockets.add(client);
        sockets.add(server);
        Thread.startVirtualThread(() -> forward(client, server, true));
        Thread.startVirtualThread(() -> forward(server, client, false));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void forward(Socket from, Socket to, boolean toServer) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        boolean commit = toServer && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
        Cut where = commit ? cut.getAndSet(Cut.NEVER) : Cut.NEVER;
        if (where == Cut.BEFORE) {
          break;
        } else if (where == Cut.AFTER) {
          // The client is gone at once and nothing that the server says reaches it; the server reads COMMIT, then the end.
          from.close();
          out.write(buffer, 0, read);
          out.flush();
          to.shutdownOutput();
          return;
        }
        try {
          out.write(buffer, 0, read);
          out.flush();
        } catch (IOException clientGone) {
          if (toServer) {
            throw clientGone;
          }
          // What the server says is read all the same: closing on it could take from it what it has not read yet.
        }
      }
    } catch (IOException gone) {
      // Told by closing the other side.
    }
    close(from);
    close(to);
  }

  @Override
  public void close() throws IOException {
    door.close();
    sockets.forEach(Proxy::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
