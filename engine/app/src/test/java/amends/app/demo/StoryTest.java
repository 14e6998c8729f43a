package amends.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import amends.core.desk.CaseRef;
import amends.core.desk.Fact;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Noted;
import amends.core.desk.PartyId;
import amends.core.desk.Taken;
import amends.core.desk.WakeUp;
import amends.core.order.OrderFact;
import amends.core.order.Promise;
import amends.core.order.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final Instant BEGAN = Instant.parse("2026-11-23T09:00:00Z");
  private static final PartyId ANNA = new PartyId(new UUID(1, 1));
  private static final CaseRef ORDER = new CaseRef(ANNA, Kind.ORDER, new UUID(2, 2));
  private static final UUID ATTEMPT = new UUID(3, 3);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Instant now = BEGAN;
  private final Story story =
      new Story(new PrintStream(bytes, true, StandardCharsets.UTF_8), BEGAN, () -> now);

  @Test
  void the_first_ring_is_told_with_the_seconds_since_the_command() {
    story.introduce(ANNA, "Anna");
    now = BEGAN.plusSeconds(75);
    tell(new OrderFact.CustomerRang(ATTEMPT, now));
    assertThat(told())
        .containsExactly("  01:15  Anna's phone RINGS   (first ring 75 s after the command)");
  }

  @Test
  void a_second_ring_is_not_the_first() {
    story.introduce(ANNA, "Anna");
    tell(new OrderFact.CustomerRang(ATTEMPT, now), new OrderFact.CustomerRang(ATTEMPT, now));
    assertThat(told().getLast()).endsWith("RINGS");
  }

  @Test
  void only_a_promise_kept_in_time_counts_as_kept() {
    tell(new OrderFact.Closed(Verdict.KEPT_LATE, "agent:201", Optional.of("1"), now));
    assertThat(story.kept()).isZero();
    tell(new OrderFact.Closed(Verdict.KEPT, "agent:201", Optional.of("1"), now));
    assertThat(story.kept()).isEqualTo(1);
  }

  @Test
  void the_board_says_how_many_promises_stand_where() {
    story.introduce(ANNA, "Anna");
    tell(new OrderFact.Bridged(ATTEMPT, now));
    story.introduce(new PartyId(new UUID(9, 9)), "Ben");
    tell(
        new CaseRef(new PartyId(new UUID(9, 9)), Kind.ORDER, new UUID(8, 8)),
        new OrderFact.Closed(Verdict.KEPT, "agent:201", Optional.of("1"), now));
    assertThat(told().getLast()).contains("Ben: promise KEPT").contains("[1 kept, 1 talking]");
  }

  @Test
  void an_open_promise_is_told_with_its_standing() {
    PartyId ben = new PartyId(new UUID(9, 9));
    story.introduce(ANNA, "Anna");
    story.introduce(ben, "Ben");
    tell(new OrderFact.Accepted(promise(), "a/1.1-1", now));
    now = BEGAN.plus(Duration.ofHours(13));
    tell(
        new CaseRef(ben, Kind.ORDER, new UUID(8, 8)),
        new OrderFact.Closed(Verdict.KEPT, "agent:201", Optional.of("1"), now));
    assertThat(told().getLast()).endsWith("open: 1 at risk");
  }

  private static Promise promise() {
    Instant due = BEGAN.plus(Duration.ofHours(24));
    return new Promise(
        "requested_callback",
        "callback",
        "a",
        "support",
        0,
        BEGAN,
        BEGAN,
        BEGAN,
        due,
        due,
        "",
        "en");
  }

  @Test
  void an_agent_is_named_by_number_however_the_pbx_calls_the_telephone() {
    story.introduce(ANNA, "Anna");
    tell(new OrderFact.AgentPassed(ATTEMPT, "Local/201@lab-agent/n", now));
    assertThat(told().getLast()).contains("agent 201 let it pass");
  }

  private void tell(Fact... facts) {
    tell(ORDER, facts);
  }

  private void tell(CaseRef about, Fact... facts) {
    Letter letter =
        new Letter(
            new UUID(7, 7),
            now,
            about.party(),
            Optional.empty(),
            Optional.empty(),
            new WakeUp(Kind.ORDER, now));
    List<Noted> noted =
        Arrays.stream(facts).map(fact -> new Noted(Optional.of(about), fact)).toList();
    story.committed(
        List.of(
            new Taken(
                new TreeMap<>(),
                letter,
                List.of(about),
                noted,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty())));
  }

  private List<String> told() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
