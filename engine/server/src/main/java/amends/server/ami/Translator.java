package amends.server.ami;

import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallFile;
import amends.core.telephony.CallKey;
import amends.core.telephony.CallNews;
import amends.core.telephony.PbxEvent;
import amends.server.runtime.Intake;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds what a PBX says about our own calls, call by call, and sends each piece of news as a letter
 * to its order.
 *
 * <p>A letter's id comes from PBX, call and the news itself: who reads the same events again, on
 * any node, sends the same letters, and who heard others of the same call sends others.
 */
final class Translator {
  /**
   * Calls kept in memory; finished ones stay as a mark until they are the oldest, so that a
   * straggler starts no new file.
   */
  static final int CALLS_MAX = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(Translator.class);
  private final String pbx;
  private final Intake intake;
  private final ScheduledExecutorService timer;
  private boolean toldFull;
  private final Map<CallKey, Call> calls = new LinkedHashMap<>(64, 0.75f, true);

  Translator(String pbx, Intake intake, ScheduledExecutorService timer) {
    this.pbx = pbx;
    this.intake = intake;
    this.timer = timer;
  }

  /**
   * One call of ours: its file until it is finished, the order once it is known, its letters on
   * their way.
   */
  private static final class Call {
    Optional<CallFile> file;
    Optional<CaseRef> order = Optional.empty();
    final NewsPost post;

    Call(CallKey key, NewsPost post) {
      this.file = Optional.of(CallFile.of(key));
      this.post = post;
    }
  }

  /** A call we are about to make: its order is known from the start. */
  synchronized void expect(CallKey key, CaseRef order) {
    call(key).order = Optional.of(order);
  }

  synchronized boolean knowsOrder(CallKey key) {
    Call known = calls.get(key);
    return known != null && known.order.isPresent();
  }

  /** A call that stands already; what is named as its order, 64 hex digits, may be anything. */
  synchronized void expect(CallKey key, String order) {
    Call call = call(key);
    if (call.order.isEmpty()) {
      call.order = orderOf(key, order);
    }
  }

  /**
   * One event.
   *
   * @param order the order the event itself names, 64 hex digits; anything else is as good as none
   */
  synchronized void hear(PbxEvent event, String order) {
    if (!(event instanceof PbxEvent.OfCall ofCall)) {
      return;
    }
    Optional<CallKey> key = CallKey.read(ofCall.call());
    if (key.isEmpty()) {
      return;
    }
    Call call = call(key.get());
    if (call.order.isEmpty()) {
      call.order = orderOf(key.get(), order);
    }
    if (call.file.isPresent()) {
      CallFile.Heard heard = call.file.get().hear(ofCall);
      call.file = heard.file().finished() ? Optional.empty() : Optional.of(heard.file());
      heard.news().forEach(news -> call.post.send(letter(key.get(), call, news)));
    }
  }

  /**
   * The calls that are not finished: after a reconnect each must be shown to live, or it has
   * vanished.
   */
  synchronized List<CallKey> unfinished() {
    List<CallKey> open = new ArrayList<>();
    calls.forEach(
        (key, call) ->
            call.file.filter(file -> !file.seen().isEmpty()).ifPresent(file -> open.add(key)));
    return open;
  }

  /**
   * Of the calls that were open when the connection was lost, those of which no channel is left.
   *
   * @param linked the Linkedids of all channels that live now
   * @param aliveAt the last instant at which we were listening
   */
  void vanished(List<CallKey> wereOpen, SortedSet<String> linked, Instant aliveAt, Instant now) {
    for (CallKey key : wereOpen) {
      if (!linked.contains(key.leg1())) {
        hear(new PbxEvent.Vanished(key.leg1(), aliveAt, now), "");
      }
    }
  }

  /** No letter waits to be taken. */
  synchronized boolean idle() {
    return calls.values().stream().allMatch(call -> call.post.idle());
  }

  private Call call(CallKey key) {
    Call known = calls.computeIfAbsent(key, k -> new Call(k, new NewsPost(intake, timer)));
    if (calls.size() > CALLS_MAX) {
      forgetOne();
    }
    return known;
  }

  /**
   * A finished call that was heard of longest ago, and only where there is none, an open one:
   * evidence will settle it.
   */
  private void forgetOne() {
    Optional<CallKey> finished =
        calls.entrySet().stream()
            .filter(entry -> entry.getValue().file.isEmpty())
            .map(Map.Entry::getKey)
            .findFirst();
    if (finished.isEmpty() && !toldFull) {
      toldFull = true;
      LOG.warn(
          "more than {} calls of PBX {} are open at once: those heard of longest ago are forgotten,"
              + " evidence will settle them",
          CALLS_MAX,
          pbx);
    }
    calls.remove(finished.orElseGet(() -> calls.keySet().iterator().next()));
  }

  private static Optional<CaseRef> orderOf(CallKey key, String order) {
    if (!order.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    CaseRef named = CaseRef.fromHex(Kind.ORDER, order);
    return named.party().hmac().equals(key.party()) ? Optional.of(named) : Optional.empty();
  }

  private Letter letter(CallKey key, Call call, CallNews news) {
    Instant at = news.at().truncatedTo(ChronoUnit.MICROS);
    // All of the news is in the name: a node that took over in the middle of a call has heard less
    // of it, and what it
    // concludes is another letter. Under one name it would be taken for a forged repeat.
    String name = "pbx|" + pbx + "|" + key.hex() + "|" + news;
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new Letter(
        id,
        at,
        new PartyId(key.party()),
        Optional.empty(),
        call.order,
        new OrderSignal.Heard(news));
  }
}
