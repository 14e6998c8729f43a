package amends.core.switchboard;

import amends.core.callback.BookingAsked;
import amends.core.desk.Case;
import amends.core.desk.CaseRef;
import amends.core.desk.Kind;
import amends.core.desk.Letter;
import amends.core.desk.Owners;
import amends.core.desk.Party;
import amends.core.desk.PartyId;
import amends.core.order.Order;
import amends.core.order.OrderSignal;
import amends.core.telephony.CallNews;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Whose letter it is: the case it is addressed to, else the case it opens, else the open one its
 * ids belong to.
 */
final class OpenCases implements Owners {
  private static final int OPENED = 0;

  @Override
  public List<CaseRef> of(SortedMap<PartyId, Party> parties, Letter letter) {
    Party party = parties.get(letter.party());
    if (letter.to().isPresent()) {
      CaseRef to = letter.to().get();
      return parties.get(to.party()) != null && parties.get(to.party()).cases().containsKey(to.id())
          ? List.of(to)
          : List.of();
    }
    return switch (letter.signal()) {
      case BookingAsked asked ->
          List.of(new CaseRef(letter.party(), Kind.ORDER, letter.derive(OPENED)));
      case OrderSignal.Heard heard -> concerned(party, id(heard.news()));
      case OrderSignal.AgentAccepted asked -> concerned(party, asked.reservation());
      case OrderSignal.Unsent unsent -> concerned(party, unsent.command());
      default -> List.of();
    };
  }

  private static List<CaseRef> concerned(Party party, UUID id) {
    return concerned(party, Optional.of(id), Optional.empty());
  }

  private static List<CaseRef> concerned(Party party, Ids ids) {
    return concerned(party, ids.attempt(), ids.reservation());
  }

  private static List<CaseRef> concerned(Party party, Optional<UUID> one, Optional<UUID> other) {
    return party.cases().values().stream()
        .filter(c -> !c.closed())
        .filter(Order.class::isInstance)
        .map(Order.class::cast)
        .filter(o -> one.filter(o::concerns).isPresent() || other.filter(o::concerns).isPresent())
        .map(Case::ref)
        .limit(1)
        .toList();
  }

  private record Ids(Optional<UUID> attempt, Optional<UUID> reservation) {
    static Ids attempt(UUID id) {
      return new Ids(Optional.of(id), Optional.empty());
    }

    static Ids reservation(UUID id) {
      return new Ids(Optional.empty(), Optional.of(id));
    }
  }

  private static Ids id(CallNews news) {
    return switch (news) {
      case CallNews.Stood n -> Ids.reservation(n.reservation());
      case CallNews.Offered n -> Ids.reservation(n.reservation());
      case CallNews.Passed n -> Ids.reservation(n.reservation());
      case CallNews.Ignored n -> Ids.reservation(n.reservation());
      case CallNews.Gone n -> Ids.reservation(n.reservation());
      case CallNews.NotPlaced n -> new Ids(n.attempt(), Optional.of(n.reservation()));
      case CallNews.Started n -> Ids.attempt(n.attempt());
      case CallNews.Rang n -> Ids.attempt(n.attempt());
      case CallNews.Answered n -> Ids.attempt(n.attempt());
      case CallNews.Bridged n -> Ids.attempt(n.attempt());
      case CallNews.Over n -> Ids.attempt(n.attempt());
      case CallNews.Disposed n -> Ids.attempt(n.attempt());
    };
  }
}
