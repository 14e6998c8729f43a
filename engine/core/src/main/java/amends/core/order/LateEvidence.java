package amends.core.order;

import amends.core.desk.Decision;
import amends.core.desk.Hearing;
import amends.core.telephony.CallNews;
import amends.core.telephony.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that was assumed placed without evidence, and evidence comes after all: the count is set
 * right.
 */
final class LateEvidence {
  private final Reservations reservations;
  private final Conclusions conclusions;

  LateEvidence(Reservations reservations, Conclusions conclusions) {
    this.reservations = reservations;
    this.conclusions = conclusions;
  }

  /** News of a call the order is not busy with. */
  Decision<Order> hear(Order o, CallNews news, Hearing in) {
    return switch (news) {
      case CallNews.Over over when assumed(o, over.attempt()) -> over(o, over, in);
      case CallNews.NotPlaced not when not.attempt().filter(id -> assumed(o, id)).isPresent() ->
          notPlaced(o, not, in);
      case CallNews.Over over -> earlier();
      case CallNews.NotPlaced not -> earlier();
      case CallNews.Stood n -> earlier();
      case CallNews.Offered n -> earlier();
      case CallNews.Passed n -> earlier();
      case CallNews.Ignored n -> earlier();
      case CallNews.Gone n -> earlier();
      case CallNews.Started n -> earlier();
      case CallNews.Rang n -> earlier();
      case CallNews.Answered n -> earlier();
      case CallNews.Bridged n -> earlier();
      case CallNews.Disposed n -> earlier();
    };
  }

  private static Decision<Order> earlier() {
    return Draft.letPass("news of an earlier reservation or attempt");
  }

  private static boolean assumed(Order o, UUID attempt) {
    return o.history().assumed().filter(attempt::equals).isPresent();
  }

  private Decision<Order> notPlaced(Order o, CallNews.NotPlaced news, Hearing in) {
    UUID attempt = news.attempt().orElseThrow();
    return Draft.of(in)
        .fact(new OrderFact.AttemptUnplaced(attempt, news.why(), news.at()))
        .to(o.with(uncount(o.history(), news.at())));
  }

  private Decision<Order> over(Order o, CallNews.Over over, Hearing in) {
    boolean counts = Gaps.counts(over.outcome());
    Draft draft =
        Draft.of(in)
            .fact(
                new OrderFact.AttemptEnded(
                    over.attempt(), over.outcome(), counts, over.bridgedSeconds(), over.at()));
    History history = o.history().assuming(Optional.empty());
    Order set = o.with(conclusions.heard(counts ? history : uncount(o.history(), over.at()), over));
    if (conclusions.keeps(over)) {
      return close(set, Leaving.Reason.KEPT, in, draft);
    }
    if (over.outcome() == Outcome.NO_LONGER_NEEDED) {
      return close(set, Leaving.Reason.CANCELLED, in, draft);
    }
    if (over.outcome() == Outcome.WRONG_NUMBER
        && (set instanceof Order.Waiting || set instanceof Order.Ready)) {
      draft.fact(new OrderFact.NeedsPerson("wrong number", over.at()));
      return draft.to(conclusions.personsList(set, over.outcome(), over.at()));
    }
    return draft.to(set);
  }

  private Decision<Order> close(Order o, Leaving.Reason reason, Hearing in, Draft draft) {
    String by = reason == Leaving.Reason.KEPT ? "evidence" : "customer";
    return switch (o) {
      case Order.Waiting w -> Endings.close(draft, w, by, Optional.empty(), in.clock());
      case Order.Ready r -> Endings.close(draft, r, by, Optional.empty(), in.clock());
      case Order.Reserving r -> reservations.withdraw(r, reason, in, draft);
      // Another call is on: it ends as it ends, and its end looks at what is kept.
      case Order.Dialling d -> draft.to(d);
      case Order.Talking t -> draft.to(t);
      case Order.WrapUp w -> draft.to(w);
      case Order.Closed c -> draft.to(c);
    };
  }

  private static History uncount(History history, Instant at) {
    return history
        .withAttempts(Math.max(0, history.attempts() - 1))
        .withUncounted(at)
        .assuming(Optional.empty());
  }
}
