package amends.core.telephony;

import static amends.core.telephony.Scene.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import amends.core.telephony.PbxEvent.OfCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** AMI promises no order between channels, repeats itself, and a link that breaks loses events. */
class CallFileChaosTest {
  private static final int RUNS = 300;
  private static final int NEWS_MAX = 10;

  private static Map<String, List<OfCall>> scenes() {
    Map<String, List<OfCall>> all = new LinkedHashMap<>();
    all.put("kept", Scene.kept().events());
    all.put("busy", Scene.unanswered(17, "486", "BUSY", false).events());
    all.put("no answer", Scene.unanswered(0, "-", "NOANSWER", true).events());
    all.put(
        "passed",
        new Scene()
            .stands()
            .offered()
            .add(new PbxEvent.Passed(KEY.leg1(), Scene.MEMBER, "", Scene.at(8)))
            .legsHangUp(8.1)
            .events());
    all.put(
        "withdrawn",
        new Scene()
            .stands()
            .add(new PbxEvent.Withdrawn(KEY.leg1(), Scene.at(8)))
            .legsHangUp(8.1)
            .events());
    all.put(
        "two rings in vain, then kept",
        new Scene()
            .add(new PbxEvent.AgentRangOut(KEY.leg1(), "support", "PJSIP/bob", Scene.at(0.1)))
            .add(new PbxEvent.AgentRangOut(KEY.leg1(), "support", "PJSIP/eve", Scene.at(0.2)))
            .events());
    List<OfCall> worst = new ArrayList<>(all.get("two rings in vain, then kept"));
    worst.addAll(Scene.kept().events());
    all.put("two rings in vain, then kept", worst);
    return all;
  }

  @Test
  void the_order_of_events_and_their_repeats_do_not_change_what_they_add_up_to() {
    long seed = seed();
    Random random = new Random(seed);
    scenes()
        .forEach(
            (name, events) -> {
              List<CallNews> straight = fold(events).concluded();
              for (int run = 0; run < RUNS; run++) {
                List<OfCall> mixed = doubled(events, random);
                Collections.shuffle(mixed, random);
                CallFile file = fold(mixed);
                assertThat(file.concluded())
                    .as("%s, seed %d, run %d", name, seed, run)
                    .isEqualTo(straight);
                assertThat(file.finished()).isTrue();
              }
            });
  }

  @Test
  void each_news_is_told_once_and_a_call_has_at_most_ten() {
    long seed = seed();
    Random random = new Random(seed);
    scenes()
        .forEach(
            (name, events) -> {
              for (int run = 0; run < RUNS; run++) {
                List<OfCall> mixed = doubled(events, random);
                Collections.shuffle(mixed, random);
                List<CallNews> told = CallFileTest.told(mixed);
                assertThat(told).as("%s, seed %d, run %d", name, seed, run).doesNotHaveDuplicates();
                assertThat(
                        told.stream()
                            .filter(n -> !(n instanceof CallNews.Ignored))
                            .map(Object::getClass))
                    .doesNotHaveDuplicates();
              }
              assertThat(CallFileTest.told(events).size()).as(name).isLessThanOrEqualTo(NEWS_MAX);
            });
  }

  /**
   * Events of one channel keep their order, as they do on the wire; between channels they do not.
   */
  @Test
  void what_is_told_on_the_way_is_what_it_comes_to_in_the_end() {
    long seed = seed();
    Random random = new Random(seed);
    scenes()
        .forEach(
            (name, events) -> {
              for (int run = 0; run < RUNS; run++) {
                List<OfCall> jittered = jittered(events, random);
                assertThat(CallFileTest.told(jittered))
                    .as("%s, seed %d, run %d", name, seed, run)
                    .containsExactlyInAnyOrderElementsOf(fold(jittered).concluded());
              }
            });
  }

  /**
   * Any one event lost: never a longer talk than there was, never an end without a call, and the
   * file still ends.
   */
  @Test
  void a_lost_event_never_makes_a_promise_look_kept() {
    scenes()
        .forEach(
            (name, events) -> {
              int bridged = bridgedSeconds(fold(events).concluded());
              for (int lost = 0; lost < events.size(); lost++) {
                List<OfCall> rest = new ArrayList<>(events);
                OfCall gone = rest.remove(lost);
                List<CallNews> told = fold(rest).concluded();
                assertThat(bridgedSeconds(told))
                    .as("%s without %s", name, gone)
                    .isLessThanOrEqualTo(Math.max(bridged, 0));
                boolean placed =
                    fold(events).concluded().stream().anyMatch(CallNews.Over.class::isInstance);
                assertThat(told.stream().anyMatch(CallNews.Over.class::isInstance))
                    .as("%s without %s", name, gone)
                    .isEqualTo(placed);
              }
            });
  }

  private static int bridgedSeconds(List<CallNews> news) {
    return news.stream()
        .filter(CallNews.Over.class::isInstance)
        .mapToInt(n -> ((CallNews.Over) n).bridgedSeconds())
        .sum();
  }

  private static CallFile fold(List<OfCall> events) {
    CallFile file = CallFile.of(KEY);
    for (OfCall event : events) {
      file = file.hear(event).file();
    }
    return file;
  }

  private static List<OfCall> doubled(List<OfCall> events, Random random) {
    List<OfCall> all = new ArrayList<>(events);
    events.stream().filter(e -> random.nextInt(3) == 0).forEach(all::add);
    return all;
  }

  /**
   * Neighbours within 50 ms of each other may change places, unless they are of the same channel.
   */
  private static List<OfCall> jittered(List<OfCall> events, Random random) {
    List<OfCall> all = new ArrayList<>(events);
    for (int round = 0; round < 3; round++) {
      for (int i = 1; i < all.size(); i++) {
        OfCall a = all.get(i - 1);
        OfCall b = all.get(i);
        boolean near = java.time.Duration.between(a.at(), b.at()).abs().toMillis() <= 50;
        if (near && !channel(a).equals(channel(b)) && random.nextBoolean()) {
          Collections.swap(all, i - 1, i);
        }
      }
    }
    return all;
  }

  private static String channel(OfCall event) {
    return switch (event) {
      case PbxEvent.Appeared e -> e.uniqueid();
      case PbxEvent.StateChanged e -> e.uniqueid();
      case PbxEvent.BridgeEntered e -> e.uniqueid();
      case PbxEvent.BridgeLeft e -> e.uniqueid();
      case PbxEvent.HungUp e -> e.uniqueid();
      case PbxEvent.QueueJoined e -> e.uniqueid();
      case PbxEvent.QueueLeft e -> e.uniqueid();
      case PbxEvent.CustomerUp e -> e.uniqueid();
      case PbxEvent.DialProgressed e -> e.dest();
      default -> KEY.leg1();
    };
  }

  private static long seed() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("CallFileChaosTest seed " + seed + ", " + RUNS + " runs a scene");
    return seed;
  }
}
