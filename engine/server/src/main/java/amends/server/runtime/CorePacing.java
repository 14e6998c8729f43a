package amends.server.runtime;

import amends.core.desk.CaseRef;
import amends.core.pacing.Candidate;
import amends.core.pacing.Member;
import amends.core.pacing.Member.Device;
import amends.core.pacing.Pacing;
import amends.core.pacing.QueuePicture;
import amends.server.store.Store.OrderInTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The house's pacing, asked about what a link sees.
 *
 * @param t0 the PBX's AMENDS_T0, epoch seconds
 */
public record CorePacing(Pacing pacing, String pbx, long t0) implements PacingRule {
  @Override
  public Paced decide(QueueWatch.QueueView view, List<OrderInTurn> orders, Instant now) {
    QueuePicture picture =
        new QueuePicture(
            pbx,
            view.queue(),
            view.members().stream().map(CorePacing::member).toList(),
            view.entries().stream()
                .map(e -> new QueuePicture.Entry(e.priority(), e.reservation().isPresent()))
                .toList(),
            view.maxlen(),
            Duration.ZERO,
            t0);
    List<Candidate> reserving = candidates(orders, "reserving");
    List<CaseRef> release = pacing.release(picture, candidates(orders, "ready"), reserving, now);
    return new Paced(
        release,
        pacing.recall(picture, reserving).stream()
            .map(order -> new Recall(order, "fewer-members"))
            .toList());
  }

  private static List<Candidate> candidates(List<OrderInTurn> orders, String stage) {
    return orders.stream()
        .filter(o -> o.stage().equals(stage))
        .map(o -> new Candidate(o.order(), o.turnClass(), o.place()))
        .toList();
  }

  /**
   * What the link has concluded, in the words of pacing: idle, idle but wrapping up, or on the
   * phone.
   */
  private static Member member(QueueWatch.Member seen) {
    Device device = seen.free() || seen.freeAt().isPresent() ? Device.NOT_IN_USE : Device.IN_USE;
    return new Member(
        seen.name(),
        !seen.able(),
        device,
        Optional.empty(),
        seen.free() ? Optional.empty() : seen.freeAt());
  }
}
