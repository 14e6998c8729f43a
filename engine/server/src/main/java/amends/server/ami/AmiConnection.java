package amends.server.ami;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.SendActionCallback;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.manager.response.PingResponse;

/**
 * One login of one account: made, used, ended, never made again. The library's own reconnecting
 * stays out of it.
 */
final class AmiConnection implements AutoCloseable {
  static {
    LibraryLog.silence();
  }

  private final Account account;
  private final String where;
  private final Timings timings;
  private final Wire wire;
  private final CompletableFuture<String> over = new CompletableFuture<>();
  private final CompletableFuture<Void> booted = new CompletableFuture<>();

  /**
   * @param recorder null where this connection is not recorded
   * @param heard gets every event on the library's thread and must only hand it over
   */
  AmiConnection(
      String host,
      int port,
      Account account,
      Timings timings,
      InstantSource clock,
      Recorder recorder,
      Consumer<ManagerEvent> heard) {
    this.account = account;
    this.where = host + ":" + port;
    this.timings = timings;
    this.wire = new Wire(clock, recorder, over);
    wire.setHostname(host);
    wire.setPort(port);
    wire.setUsername(account.user());
    wire.setPassword(account.secret());
    wire.setSocketTimeout(millis(timings.connect()));
    wire.setSocketReadTimeout(millis(timings.silence()));
    wire.setDefaultResponseTimeout(timings.answer().toMillis());
    wire.setDefaultEventTimeout(timings.answer().toMillis());
    AmEvents.ALL.forEach(wire::registerUserEventClass);
    DbTree.ALL.forEach(wire::registerUserEventClass);
    wire.addEventListener(
        event -> {
          if (event instanceof FullyBootedEvent) {
            booted.complete(null);
          }
          heard.accept(event);
        });
  }

  /**
   * Connects and logs in.
   *
   * @throws AmiTrouble with a sentence that says what to do
   */
  void login() throws AmiTrouble {
    try {
      wire.login();
    } catch (IOException | AuthenticationFailedException | TimeoutException | RuntimeException e) {
      boolean theyClosed = TeeSocket.PBX_ENDED.equals(over.getNow(""));
      close();
      throw LoginTrouble.of(where, account, theyClosed, e);
    }
    if (over.isDone()) {
      throw new AmiTrouble(
          where
              + " ended the connection just after the login of '"
              + account.user()
              + "': "
              + over.join());
    }
  }

  /**
   * Waits until the PBX has loaded everything; an Originate before that fails.
   *
   * @throws AmiTrouble when it says nothing, for which there are two reasons
   */
  void awaitBoot() throws AmiTrouble {
    CompletableFuture<Object> either =
        CompletableFuture.anyOf(booted, over)
            .completeOnTimeout(null, timings.boot().toMillis(), TimeUnit.MILLISECONDS);
    either.join();
    if (!booted.isDone()) {
      close();
      throw new AmiTrouble(
          "'"
              + account.user()
              + "' is logged in at "
              + where
              + ", but no FullyBooted came within "
              + timings.boot().toSeconds()
              + " s: either Asterisk is still starting, or this account lacks the class 'system' in"
              + " its read= line of manager.conf (it needs read = system,call,agent,user)");
    }
  }

  /**
   * The difference between the PBX's clock and ours, positive when the PBX is ahead; also proves
   * that it answers.
   */
  Duration ping(InstantSource clock) throws IOException, TimeoutException {
    Instant asked = clock.instant();
    ManagerResponse answer = wire.sendAction(new PingAction(), timings.pingAnswer().toMillis());
    Duration took = Duration.between(asked, clock.instant());
    if (answer instanceof PingResponse pong && pong.getTimestamp() != null) {
      Instant theirs =
          Instant.ofEpochMilli((long) (Double.parseDouble(pong.getTimestamp()) * 1000));
      return Duration.between(asked.plus(took.dividedBy(2)), theirs);
    }
    return Duration.ZERO;
  }

  /**
   * Sends without waiting; the callback gets the answer, or null when the connection ended first.
   *
   * @throws IllegalStateException when it is not connected: no byte has left
   * @throws IOException when bytes may have left
   */
  void send(ManagerAction action, SendActionCallback callback) throws IOException {
    wire.sendAction(action, callback);
  }

  /**
   * Asks for one answer, also a refusing one.
   *
   * @throws AmiTrouble when none came
   */
  ManagerResponse ask(ManagerAction action) throws AmiTrouble {
    try {
      return wire.sendAction(action);
    } catch (IOException | TimeoutException | IllegalStateException e) {
      throw new AmiTrouble(
          where + " did not answer " + action.getAction() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Asks for a list and waits until it is whole.
   *
   * @throws AmiTrouble when it was refused or did not come whole: nothing may be concluded from it
   */
  List<ResponseEvent> list(EventGeneratingAction action) throws AmiTrouble {
    try {
      ResponseEvents answers = wire.sendEventGeneratingAction(action);
      if (answers.getResponse() instanceof ManagerError refused) {
        throw new Refused(action.getAction(), refused.getMessage());
      }
      if (answers.getResponse() == null) {
        throw new AmiTrouble(
            "the connection to " + where + " ended while it answered " + action.getAction());
      }
      return List.copyOf(answers.getEvents());
    } catch (IOException | EventTimeoutException | IllegalStateException e) {
      throw new AmiTrouble(
          where + " did not answer " + action.getAction() + " in whole: " + e.getMessage(), e);
    }
  }

  /** The PBX's version as it told us at login. */
  AsteriskVersion version() {
    return wire.getVersion();
  }

  /** Done when nothing more can be read, with the reason. */
  CompletableFuture<String> over() {
    return over;
  }

  @Override
  public void close() {
    over.complete("we closed the connection");
    wire.cut();
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
