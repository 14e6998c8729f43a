package amends.server.config;

import amends.core.callback.CallbackPolicy;
import amends.core.order.OrderPolicy;
import amends.core.order.RetryPolicy;
import amends.core.pacing.PacingPolicy;
import java.util.function.Supplier;

/**
 * Reads what is promised and how it is dialled; each range is the policy's own, each fault is shown
 * at its key.
 */
final class Policies {
  private final Section retry;
  private final Section pass;
  private final Section dial;
  private final Section success;
  private final Section wrapUp;
  private final Section callback;
  private final Section number;
  private final Section pacing;
  private final Section top;
  private final Faults faults;

  Policies(Section top, Faults faults) {
    this.top = top;
    this.faults = faults;
    this.retry = top.section("retry");
    this.pass = top.section("pass");
    this.dial = top.section("dial");
    this.success = top.section("success");
    this.wrapUp = top.section("wrapup");
    this.callback = top.section("callback");
    this.number = top.section("number");
    this.pacing = top.section("pacing");
  }

  CallbackPolicy callback() {
    CallbackPolicy usual = CallbackPolicy.DEFAULT;
    var window = callback.duration("window", usual.window());
    var minDelay = callback.duration("min_delay", usual.minDelay());
    var requests = number.number("requests_24h", usual.requestsMax());
    callback.noOthers();
    number.noOthers();
    return checked(() -> new CallbackPolicy(window, minDelay, requests), usual);
  }

  PacingPolicy pacing() {
    PacingPolicy usual = PacingPolicy.DEFAULT;
    var lookAhead = pacing.duration("look_ahead", usual.lookAhead());
    var aheadMin = pacing.number("ahead_min", usual.aheadMin());
    var aheadMax = pacing.number("ahead_max", usual.aheadMax());
    var roomLeft = pacing.number("room_left", usual.roomLeft());
    pacing.noOthers();
    return checked(() -> new PacingPolicy(lookAhead, aheadMin, aheadMax, roomLeft), usual);
  }

  OrderPolicy orders() {
    OrderPolicy usual = OrderPolicy.DEFAULT;
    var attempts = retry.number("attempts_max", usual.attemptsMax());
    RetryPolicy gaps = gaps(usual.retry());
    var passes = pass.number("max", usual.passesMax());
    var ignored = pass.number("rings_max", usual.ignoredMax());
    var passDelay = pass.duration("delay", usual.passDelay());
    var refused = dial.duration("refused_join_delay", usual.refusedJoinDelay());
    var reserve = dial.duration("reserve_within", usual.reserveWithin());
    var notAfter = top.duration("notafter", usual.notAfter());
    var ring = dial.duration("ring", usual.ring());
    var evidence = dial.duration("evidence_after", usual.evidenceAfter());
    var assume = dial.duration("assume_after", usual.assumeAfter());
    var talkMin = success.duration("talk_min", usual.talkMin());
    var talkMax = success.duration("talk_max", usual.talkMax());
    var timer = wrapUp.duration("timer", usual.wrapUp());
    var machine = wrapUp.text("machine_key", usual.machineKey());
    pass.noOthers();
    dial.noOthers();
    success.noOthers();
    wrapUp.noOthers();
    return checked(
        () ->
            new OrderPolicy(
                attempts, gaps, passes, ignored, passDelay, refused, reserve, notAfter, ring,
                evidence, assume, talkMin, talkMax, timer, machine),
        usual);
  }

  private RetryPolicy gaps(RetryPolicy usual) {
    var first = retry.duration("no_answer_first", usual.noAnswerFirst());
    var next = retry.duration("no_answer_next", usual.noAnswerNext());
    var share = retry.number("latest_share", usual.latestShare());
    var busy = retry.duration("busy", usual.busy());
    var machine = retry.duration("machine", usual.machine());
    var declined = retry.duration("declined", usual.declined());
    var trouble = retry.duration("trouble", usual.trouble());
    var troubleMax = retry.number("trouble_max_per_hour", usual.troubleMaxPerHour());
    var cutShort = retry.duration("cut_short", usual.cutShort());
    var agentGone = retry.duration("agent_gone", usual.agentGone());
    var later = retry.duration("later", usual.later());
    var laterMin = retry.duration("later_min", usual.laterMin());
    retry.noOthers();
    return checked(
        () ->
            new RetryPolicy(
                first,
                next,
                share,
                busy,
                machine,
                declined,
                trouble,
                troubleMax,
                cutShort,
                agentGone,
                later,
                laterMin),
        usual);
  }

  private <P> P checked(Supplier<P> policy, P usual) {
    try {
      return policy.get();
    } catch (IllegalArgumentException refused) {
      faults.ofPolicy(refused);
      return usual;
    }
  }
}
