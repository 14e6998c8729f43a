package amends.server.ami;

import amends.core.desk.Letter;
import amends.core.telephony.PbxEvent;
import amends.server.store.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** Plays the raw text of a PBX through asterisk-java's own parser and the translator. */
final class Replay {
  private Replay() {}

  /** The letters that come of it, in order. */
  static List<Letter> of(String pbxName, String recording) throws Exception {
    List<Letter> letters = new CopyOnWriteArrayList<>();
    List<Runnable> settled = new CopyOnWriteArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    String end = "Event: UserEvent\r\nUserEvent: AmNoted\r\nKey: end-of-tape\r\n\r\n";
    try (FakeAsterisk pbx = new FakeAsterisk();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      Translator translator =
          new Translator(
              pbxName,
              (letter, addresses) -> {
                letters.add(letter);
                return CompletableFuture.completedFuture(new Reply.Said(Optional.empty()));
              },
              timer);
      pbx.afterLogin = recording + end;
      try (AmiConnection reader =
          new AmiConnection(
              "127.0.0.1",
              pbx.port(),
              new Account("amends-reader", FakeAsterisk.SECRET),
              Timings.DEFAULT,
              java.time.InstantSource.system(),
              null,
              event -> {
                if (event instanceof AmEvents.Noted noted && noted.getKey().equals("end-of-tape")) {
                  settled.forEach(Runnable::run);
                  over.set(true);
                }
                String order =
                    event instanceof AmEvent said ? said.getOrder() : PbxGateway.orderOf(event);
                EventReader.read(event)
                    .ifPresent(
                        read -> {
                          // As the link does: a failed Originate settles before it is believed.
                          if (read instanceof PbxEvent.Originated answer && !answer.success()) {
                            settled.add(() -> translator.hear(read, order));
                          } else {
                            translator.hear(read, order);
                          }
                        });
              })) {
        reader.login();
        Until.is(() -> "the end of the tape", over::get);
      }
    }
    return letters;
  }
}
