package amends.lab.phones;

import amends.lab.ami.AmiMessage;
import amends.lab.ami.LabAmi;
import amends.lab.asterisk.AsteriskLab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets scripted callers telephone: each in a thread of its own, acting on what happens on its own
 * line.
 */
public final class Callers implements AutoCloseable {
  private static final String LINE = "Local/s@lab-inbound-";

  private final LabAmi session;
  private final Map<String, CallerAtLine> atLine = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();

  private Callers(LabAmi session) {
    this.session = session;
    session.onEvent(this::hear);
  }

  /**
   * Callers for a running PBX of the lab with {@link People} moved in. A PBX that was restarted
   * needs new ones.
   */
  public static Callers of(AsteriskLab lab) throws IOException {
    return new Callers(lab.connect());
  }

  /**
   * Each telephones when their time has come; the futures, in the plans' order, tell how the calls
   * went.
   */
  public List<CompletableFuture<CallerEnd>> play(List<CallerPlan> plans) {
    List<CompletableFuture<CallerEnd>> ends = new ArrayList<>();
    for (CallerPlan plan : plans) {
      String account = "caller-" + calls.incrementAndGet();
      CallerAtLine caller = new CallerAtLine(plan, account, session);
      atLine.put(account, caller);
      CompletableFuture<CallerEnd> end = new CompletableFuture<>();
      ends.add(end);
      session.ended().whenComplete((over, failure) -> caller.lineIsDead());
      Thread.ofVirtual()
          .name(account)
          .start(
              () -> {
                try {
                  end.complete(caller.telephone());
                } catch (IOException | RuntimeException | InterruptedException failed) {
                  end.completeExceptionally(
                      new IllegalStateException(
                          "caller " + plan.number() + " could not telephone: " + failed, failed));
                } finally {
                  atLine.remove(account);
                }
              });
    }
    return ends;
  }

  /** One caller who telephones when {@code plan.arrives()} has passed. */
  public CompletableFuture<CallerEnd> play(CallerPlan plan) {
    return play(List.of(plan)).getFirst();
  }

  /** The session, to wait for other events of the PBX on. */
  public LabAmi session() {
    return session;
  }

  @Override
  public void close() {
    session.close();
  }

  private void hear(AmiMessage event) {
    // An agent's leg may carry the caller's account code: only the caller's own line counts.
    String channel = event.get("Channel");
    if (channel.startsWith(LINE) && channel.endsWith(";2")) {
      CallerAtLine caller = atLine.get(event.get("AccountCode"));
      if (caller != null) {
        caller.hear(event);
      }
    }
  }
}
