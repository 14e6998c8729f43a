package amends.core.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  @Test
  void a_policy_is_refused_with_all_its_faults_at_once() {
    OrderPolicy d = OrderPolicy.DEFAULT;
    assertThatThrownBy(
            () ->
                new OrderPolicy(
                    0,
                    d.retry(),
                    3,
                    2,
                    Duration.ofSeconds(1),
                    d.refusedJoinDelay(),
                    d.reserveWithin(),
                    Duration.ofMillis(20_500),
                    d.ring(),
                    d.evidenceAfter(),
                    d.assumeAfter(),
                    d.talkMin(),
                    d.talkMax(),
                    d.wrapUp(),
                    "91"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "retry.attempts_max", "pass.delay", "notafter", "wrapup.machine_key");
  }

  @Test
  void later_is_ten_to_ninety_minutes() {
    RetryPolicy d = RetryPolicy.DEFAULT;
    assertThatThrownBy(
            () ->
                new RetryPolicy(
                    d.noAnswerFirst(),
                    d.noAnswerNext(),
                    80,
                    d.busy(),
                    d.machine(),
                    d.declined(),
                    d.trouble(),
                    5,
                    d.cutShort(),
                    d.agentGone(),
                    Duration.ofMinutes(91),
                    d.laterMin()))
        .hasMessageContaining("retry.later");
  }

  @ParameterizedTest
  @CsvSource({
    "0, ON_TRACK",
    "43199, ON_TRACK",
    "43200, AT_RISK",
    "69119, AT_RISK",
    "69120, AT_HIGH_RISK",
    "86399, AT_HIGH_RISK",
    "86400, OVERDUE"
  })
  void a_promise_is_at_risk_at_50_and_80_percent_and_overdue_at_due(
      long second, Standing standing) {
    Instant clock = Examples.PROMISE.acceptedAt().plusSeconds(second);
    assertThat(Standing.of(Examples.PROMISE, clock)).isEqualTo(standing);
  }
}
