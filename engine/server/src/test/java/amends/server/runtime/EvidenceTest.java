package amends.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.Command;
import amends.core.desk.Ids;
import amends.core.desk.Letter;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import amends.server.store.Lease;
import amends.server.store.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EvidenceTest implements PbxEvidence {
  private final MemoryStore store = new MemoryStore();
  private final List<Letter> letters = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final Set<String> marks = new TreeSet<>();
  private boolean away;
  private final Lease lease =
      store.acquire("pbx:a", new UUID(1, 1), Duration.ofHours(1)).orElseThrow();
  private final Evidence evidence =
      new Evidence(
          store,
          this,
          (letter, addresses) -> {
            letters.add(letter);
            return CompletableFuture.completedFuture(new Reply.Said(Optional.empty()));
          },
          store::now);

  @Test
  void a_reservation_whose_channel_lives_is_left_alone() {
    Command.Reserve reserve = sent(Samples.reserve(1, store.now().plusSeconds(10)));
    channels.add(new Channel(reserve.channel() + "-2", "x"));
    after(60);
    assertThat(news()).isEmpty();
  }

  @Test
  void a_reservation_without_channel_is_lost_once_its_time_is_over() {
    Command.Reserve reserve = sent(Samples.reserve(1, store.now().plusSeconds(10)));
    after(11);
    assertThat(news()).as("a PBX that stood still may yet carry it out").isEmpty();
    after(2);
    assertThat(news())
        .containsExactly(new CallNews.Gone(reserve.id(), CallNews.Ending.LOST, store.now()));
  }

  @Test
  void an_attempt_that_is_marked_and_gone_was_placed() {
    Command.PlaceCall call = sent(Samples.placeCall(1, store.now().plusSeconds(20)));
    marks.add(Ids.hex(call.order().party().hmac()) + Ids.hex(call.id()));
    after(30);
    assertThat(news())
        .singleElement()
        .isInstanceOfSatisfying(
            CallNews.Over.class, over -> assertThat(over.outcome()).isEqualTo(Outcome.UNKNOWN));
  }

  @Test
  void an_attempt_without_mark_or_channel_was_not_placed() {
    Command.PlaceCall call = sent(Samples.placeCall(1, store.now().plusSeconds(20)));
    after(23);
    assertThat(news())
        .singleElement()
        .isInstanceOfSatisfying(
            CallNews.NotPlaced.class, not -> assertThat(not.attempt()).contains(call.id()));
  }

  @Test
  void an_attempt_lives_while_any_channel_of_its_person_lives() {
    Command.PlaceCall call = sent(Samples.placeCall(1, store.now().plusSeconds(20)));
    channels.add(
        new Channel(
            "1772442000.17",
            Ids.hex(call.order().party().hmac()) + Ids.hex(new UUID(9, 1)) + "-1"));
    after(300);
    assertThat(news()).isEmpty();
  }

  @Test
  void nothing_is_concluded_from_a_pbx_that_does_not_answer() {
    sent(Samples.reserve(1, store.now().plusSeconds(10)));
    away = true;
    store.advance(Duration.ofSeconds(60));
    assertThatThrownBy(() -> evidence.afterOutage(lease)).hasMessageContaining("away");
    assertThat(letters).isEmpty();
  }

  @Test
  void while_the_link_is_up_a_channel_must_be_missing_at_two_looks() {
    sent(Samples.reserve(1, store.now().plusSeconds(10)));
    store.advance(Duration.ofSeconds(60));
    evidence.again(lease);
    assertThat(letters).isEmpty();
    evidence.again(lease);
    assertThat(letters).hasSize(1);
  }

  @Test
  void the_same_evidence_is_told_once_as_long_as_the_link_is_up() {
    sent(Samples.reserve(1, store.now().plusSeconds(10)));
    after(60);
    store.advance(Duration.ofSeconds(60));
    evidence.again(lease);
    evidence.again(lease);
    assertThat(letters).hasSize(1);
    after(60);
    assertThat(letters.stream().map(Letter::id).distinct()).hasSize(2);
  }

  private <C extends Command> C sent(C command) {
    store.put(Samples.party(1), command);
    assertThat(store.claim(lease, 1, Duration.ZERO)).hasSize(1);
    return command;
  }

  private void after(int seconds) {
    store.advance(Duration.ofSeconds(seconds));
    evidence.afterOutage(lease);
  }

  private List<CallNews> news() {
    return letters.stream().map(letter -> ((OrderSignal.Heard) letter.signal()).news()).toList();
  }

  @Override
  public List<Channel> channels() {
    if (away) {
      throw new IllegalStateException("the PBX is away");
    }
    return List.copyOf(channels);
  }

  @Override
  public boolean marked(String attempt) {
    return marks.contains(attempt);
  }
}
