package amends.core.order;

import amends.core.desk.Decision;
import amends.core.desk.Hearing;
import amends.core.telephony.CallNews;
import java.util.Optional;

/** What an order makes of the news of its own calls, in each stage that has one. */
final class Listening {
  private final Reservations reservations;
  private final Attempts attempts;
  private final Conclusions conclusions;
  private final LateEvidence late;

  Listening(
      Reservations reservations, Attempts attempts, Conclusions conclusions, LateEvidence late) {
    this.reservations = reservations;
    this.attempts = attempts;
    this.conclusions = conclusions;
    this.late = late;
  }

  Decision<Order> heard(Order.Reserving o, CallNews news, Hearing in) {
    return switch (news) {
      case CallNews.Stood n when n.reservation().equals(o.reservation()) ->
          reservations.stood(o, n.at(), in);
      case CallNews.Passed n when n.reservation().equals(o.reservation()) ->
          reservations.passed(o, n, in);
      case CallNews.Ignored n when n.reservation().equals(o.reservation()) ->
          reservations.ignored(o, n, in);
      case CallNews.Gone n when n.reservation().equals(o.reservation()) ->
          reservations.gone(o, n, in);
      case CallNews.Offered n -> Draft.letPass("an agent is being asked");
      case CallNews.Stood n -> earlier();
      case CallNews.Passed n -> earlier();
      case CallNews.Ignored n -> earlier();
      case CallNews.Gone n -> earlier();
      case CallNews.NotPlaced n -> late.hear(o, n, in);
      case CallNews.Over n -> late.hear(o, n, in);
      case CallNews.Started n -> earlier();
      case CallNews.Rang n -> earlier();
      case CallNews.Answered n -> earlier();
      case CallNews.Bridged n -> earlier();
      case CallNews.Disposed n -> earlier();
    };
  }

  Decision<Order> heard(Order.Dialling o, CallNews news, Hearing in) {
    if (!about(o.course(), news)) {
      return late.hear(o, news, in);
    }
    Course c = o.course();
    History h = o.history();
    return switch (news) {
      case CallNews.Started n when c.startedAt().isEmpty() ->
          Draft.of(in).to(attempts.dialling(o, c.started(n.at())));
      case CallNews.Rang n when c.rangAt().isEmpty() ->
          Draft.of(in)
              .fact(new OrderFact.CustomerRang(n.attempt(), n.at()))
              .to(attempts.dialling(o, c.rang(n.at())).with(h.rang(n.at())));
      case CallNews.Answered n when c.answeredAt().isEmpty() ->
          Draft.of(in)
              .fact(new OrderFact.Reached(n.attempt(), n.at()))
              .to(attempts.dialling(o, c.answered(n.at())).with(h.answered(n.at())));
      case CallNews.Bridged n -> bridged(o, n, in);
      case CallNews.Over n -> conclusions.over(o, c, n, in);
      case CallNews.Disposed n when c.disposed().isEmpty() && n.key().isPresent() ->
          Draft.of(in).to(attempts.dialling(o, c.disposed(n)));
      // The mark is there: somebody placed it, so this proves nothing.
      case CallNews.NotPlaced n when n.why().equals("dup") ->
          Draft.letPass("it is marked: it was placed");
      case CallNews.NotPlaced n when c.startedAt().isEmpty() ->
          attempts.unplaced(o, n.why(), n.at(), in);
      case CallNews.NotPlaced n -> Draft.letPass("it was started: this cannot be");
      case CallNews.Started n -> known();
      case CallNews.Rang n -> known();
      case CallNews.Answered n -> known();
      case CallNews.Disposed n -> known();
      case CallNews.Stood n -> earlier();
      case CallNews.Offered n -> earlier();
      case CallNews.Passed n -> earlier();
      case CallNews.Ignored n -> earlier();
      case CallNews.Gone n ->
          Draft.letPass("the agent's side is gone; the call's own end is still to come");
    };
  }

  private Decision<Order> bridged(Order.Dialling o, CallNews.Bridged news, Hearing in) {
    Draft draft = Draft.of(in);
    if (o.course().answeredAt().isEmpty()) {
      draft.fact(new OrderFact.Reached(news.attempt(), news.at()));
    }
    Order talking = attempts.talking(o, o.course().bridged(news.at()), news.at());
    return draft
        .fact(new OrderFact.Bridged(news.attempt(), news.at()))
        .to(talking.with(o.history().answered(news.at())));
  }

  Decision<Order> heard(Order.Talking o, CallNews news, Hearing in) {
    if (!about(o.course(), news)) {
      return late.hear(o, news, in);
    }
    return switch (news) {
      case CallNews.Over n -> conclusions.over(o, o.course(), n, in);
      case CallNews.Rang n when o.course().rangAt().isEmpty() ->
          Draft.of(in)
              .fact(new OrderFact.CustomerRang(n.attempt(), n.at()))
              .to(with(o, o.course().rang(n.at())).with(o.history().rang(n.at())));
      case CallNews.Answered n when !o.history().reachedAt().equals(Optional.of(n.at())) ->
          Draft.of(in).to(o.with(o.history().answered(n.at())));
      case CallNews.Disposed n when o.course().disposed().isEmpty() && n.key().isPresent() ->
          Draft.of(in).to(with(o, o.course().disposed(n)));
      case CallNews.Gone n ->
          Draft.letPass("the agent's side is gone; the call's own end is still to come");
      case CallNews.NotPlaced n -> Draft.letPass("it was started: this cannot be");
      case CallNews.Started n -> known();
      case CallNews.Rang n -> known();
      case CallNews.Answered n -> known();
      case CallNews.Bridged n -> known();
      case CallNews.Disposed n -> known();
      case CallNews.Stood n -> earlier();
      case CallNews.Offered n -> earlier();
      case CallNews.Passed n -> earlier();
      case CallNews.Ignored n -> earlier();
    };
  }

  private static Order.Talking with(Order.Talking o, Course course) {
    return new Order.Talking(o.ref(), o.promise(), o.history(), course, o.bridgedAt(), o.lookAt());
  }

  Decision<Order> heard(Order.WrapUp o, CallNews news, Hearing in) {
    if (!about(o.course(), news)) {
      return late.hear(o, news, in);
    }
    return news instanceof CallNews.Disposed said ? conclusions.disposed(o, said, in) : known();
  }

  /** Whether the news is about the call the order is busy with. */
  private static boolean about(Course course, CallNews news) {
    return switch (news) {
      case CallNews.Stood n -> course.concerns(n.reservation());
      case CallNews.Offered n -> course.concerns(n.reservation());
      case CallNews.Passed n -> course.concerns(n.reservation());
      case CallNews.Ignored n -> course.concerns(n.reservation());
      case CallNews.NotPlaced n ->
          course.concerns(n.reservation()) || n.attempt().filter(course::concerns).isPresent();
      case CallNews.Gone n -> course.concerns(n.reservation());
      case CallNews.Started n -> course.concerns(n.attempt());
      case CallNews.Rang n -> course.concerns(n.attempt());
      case CallNews.Answered n -> course.concerns(n.attempt());
      case CallNews.Bridged n -> course.concerns(n.attempt());
      case CallNews.Over n -> course.concerns(n.attempt());
      case CallNews.Disposed n -> course.concerns(n.attempt());
    };
  }

  private static Decision<Order> earlier() {
    return Draft.letPass("news of an earlier reservation or attempt");
  }

  private static Decision<Order> known() {
    return Draft.letPass("known already");
  }
}
