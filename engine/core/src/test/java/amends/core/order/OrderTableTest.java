package amends.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.golden.Golden;
import amends.core.golden.Line;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every stage of an order meets every signal, every news and every outcome; the page is the review.
 */
class OrderTableTest {
  private static final Instant CLOCK = Examples.TEN.plusSeconds(35);

  private final OrderDesk desk = new OrderDesk(OrderPolicy.DEFAULT);

  @Test
  void every_stage_meets_every_signal() throws IOException {
    StringBuilder page =
        new StringBuilder(
            "Order: every stage meets every signal. Written by OrderTableTest with"
                + " -Dupdate=true.\n");
    Examples.stages()
        .forEach(
            (name, order) -> page.append("\n== ").append(name).append('\n').append(section(order)));
    Golden.matches("order.txt", page.toString());
  }

  @Test
  void no_stage_signal_news_outcome_or_ending_is_missing() {
    List<Order> stages = List.copyOf(Examples.stages().values());
    assertCovers(Order.class, stages);
    List<OrderSignal> said =
        signals(Examples.reserving()).keySet().stream().map(Said::signal).toList();
    assertCovers(OrderSignal.class, said);
    List<CallNews> news =
        said.stream()
            .filter(OrderSignal.Heard.class::isInstance)
            .map(s -> ((OrderSignal.Heard) s).news())
            .toList();
    assertCovers(CallNews.class, news);
    assertThat(
            news.stream()
                .filter(CallNews.Over.class::isInstance)
                .map(n -> ((CallNews.Over) n).outcome()))
        .contains(Outcome.values());
    assertThat(
            news.stream()
                .filter(CallNews.Gone.class::isInstance)
                .map(n -> ((CallNews.Gone) n).how()))
        .contains(CallNews.Ending.values());
    assertThat(
            stages.stream()
                .filter(Order.Reserving.class::isInstance)
                .flatMap(o -> ((Order.Reserving) o).leaving().stream())
                .map(Leaving::reason))
        .contains(Leaving.Reason.values());
  }

  private static <T> void assertCovers(Class<T> sealed, List<? extends T> examples) {
    assertThat(sealed.isSealed()).isTrue();
    assertThat(examples.stream().map(Object::getClass).distinct().toList())
        .as("permitted subclasses of %s", sealed.getSimpleName())
        .containsAll(Arrays.asList(sealed.getPermittedSubclasses()));
  }

  /** What comes to the same stands together, so that the page can be read. */
  private String section(Order order) {
    Map<String, List<String>> byResult = new LinkedHashMap<>();
    signals(order)
        .forEach(
            (said, clock) -> {
              String result =
                  Line.of(
                      desk.decide(
                          Examples.REF, Optional.of(order), said.signal(), Examples.hearing(clock)),
                      clock);
              byResult.computeIfAbsent(result, r -> new ArrayList<>()).add(said.name());
            });
    StringBuilder text = new StringBuilder();
    byResult.forEach(
        (result, names) ->
            text.append(wrapped(names)).append("\n    ").append(result).append('\n'));
    return text.toString();
  }

  private static String wrapped(List<String> names) {
    StringBuilder text = new StringBuilder(names.getFirst());
    int column = text.length();
    for (String name : names.subList(1, names.size())) {
      boolean fits = column + name.length() + 3 <= 118;
      text.append(fits ? " · " : " ·\n").append(name);
      column = fits ? column + name.length() + 3 : name.length();
    }
    return text.toString();
  }

  /** A signal as the page calls it. */
  private record Said(String name, OrderSignal signal) {}

  /** What the order hears, and by which clock. */
  private static Map<Said, Instant> signals(Order order) {
    Map<Said, Instant> all = new LinkedHashMap<>();
    put(all, "Released", new OrderSignal.Released("pbx:a", 7));
    put(all, "Recalled", new OrderSignal.Recalled("pbx:a", 7, "fewer members"));
    put(all, "AgentAccepted", new OrderSignal.AgentAccepted(Examples.RESERVATION, Examples.MEMBER));
    all.put(
        new Said(
            "AgentAccepted, past notafter",
            new OrderSignal.AgentAccepted(Examples.RESERVATION, Examples.MEMBER)),
        Examples.FRESH.notAfter().plusSeconds(1));
    all.put(
        new Said(
            "AgentAccepted, in time",
            new OrderSignal.AgentAccepted(Examples.RESERVATION, Examples.MEMBER)),
        Examples.FRESH.notAfter());
    put(
        all,
        "AgentAccepted, another reservation",
        new OrderSignal.AgentAccepted(Examples.EARLIER, Examples.MEMBER));
    put(
        all,
        "Unsent, its reservation",
        new OrderSignal.Unsent(Examples.RESERVATION, "its time passed"));
    put(
        all,
        "Unsent, another command",
        new OrderSignal.Unsent(Examples.EARLIER, "its time passed"));
    news().forEach((name, news) -> put(all, name, new OrderSignal.Heard(news)));
    order
        .wakeAt()
        .ifPresent(
            at -> {
              all.put(new Said("Woken, as it asked", new OrderSignal.Woken(at)), at);
              all.put(new Said("Woken, too early", new OrderSignal.Woken(at)), at.minusSeconds(1));
            });
    Instant due = order.promise().due();
    all.put(new Said("Woken, at due", new OrderSignal.Woken(due)), due);
    return all;
  }

  private static void put(Map<Said, Instant> all, String name, OrderSignal signal) {
    all.put(new Said(name, signal), CLOCK);
  }

  private static Map<String, CallNews> news() {
    Instant at = Examples.TEN.plusSeconds(5);
    Map<String, CallNews> all = new LinkedHashMap<>();
    all.put("Stood", new CallNews.Stood(Examples.RESERVATION, at));
    all.put("Stood, another reservation", new CallNews.Stood(Examples.EARLIER, at));
    all.put("Offered", new CallNews.Offered(Examples.RESERVATION, Examples.MEMBER, at));
    all.put("Passed", new CallNews.Passed(Examples.RESERVATION, Examples.MEMBER, "2", at));
    all.put(
        "Passed, another reservation",
        new CallNews.Passed(Examples.EARLIER, Examples.MEMBER, "2", at));
    all.put("Ignored", new CallNews.Ignored(Examples.RESERVATION, Examples.MEMBER, at));
    all.put(
        "NotPlaced, late",
        new CallNews.NotPlaced(Examples.RESERVATION, Optional.of(Examples.ATTEMPT), "late", at));
    all.put(
        "NotPlaced, silent",
        new CallNews.NotPlaced(Examples.RESERVATION, Optional.empty(), "silent", at));
    all.put(
        "NotPlaced, dup",
        new CallNews.NotPlaced(Examples.RESERVATION, Optional.of(Examples.ATTEMPT), "dup", at));
    all.put(
        "NotPlaced, the assumed call",
        new CallNews.NotPlaced(Examples.RESERVATION, Optional.of(Examples.EARLIER), "lost", at));
    for (CallNews.Ending how : CallNews.Ending.values()) {
      all.put("Gone " + how, new CallNews.Gone(Examples.RESERVATION, how, at));
    }
    all.put(
        "Gone, another reservation",
        new CallNews.Gone(Examples.EARLIER, CallNews.Ending.SERVED, at));
    all.put("Started", new CallNews.Started(Examples.ATTEMPT, at));
    all.put("Rang", new CallNews.Rang(Examples.ATTEMPT, at));
    all.put("Answered", new CallNews.Answered(Examples.ATTEMPT, at));
    all.put("Bridged", new CallNews.Bridged(Examples.ATTEMPT, at));
    for (Outcome outcome : Outcome.values()) {
      all.put(
          "Over " + outcome,
          Examples.over(Examples.ATTEMPT, outcome, outcome == Outcome.CONNECTED ? 4 : 0));
    }
    all.put("Over CONNECTED, long enough", Examples.over(Examples.ATTEMPT, Outcome.CONNECTED, 10));
    all.put(
        "Over NO_ANSWER, the assumed call", Examples.over(Examples.EARLIER, Outcome.NO_ANSWER, 0));
    all.put(
        "Over CONGESTION, the assumed call",
        Examples.over(Examples.EARLIER, Outcome.CONGESTION, 0));
    all.put(
        "Over CONNECTED, the assumed call", Examples.over(Examples.EARLIER, Outcome.CONNECTED, 60));
    all.put(
        "Over NO_LONGER_NEEDED, the assumed",
        Examples.over(Examples.EARLIER, Outcome.NO_LONGER_NEEDED, 0));
    all.put(
        "Over WRONG_NUMBER, the assumed call",
        Examples.over(Examples.EARLIER, Outcome.WRONG_NUMBER, 0));
    all.put("Disposed, key 1", Examples.disposed(Optional.of("1")));
    all.put("Disposed, key 9: a machine", Examples.disposed(Optional.of("9")));
    all.put("Disposed, no key", Examples.disposed(Optional.empty()));
    return all;
  }
}
