package amends.app.prove;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.junit.AsteriskForTests;
import amends.lab.junit.NeedsAsterisk;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The main job, whole, on a real Asterisk and a real PostgreSQL, judged from Asterisk's records.
 */
@NeedsAsterisk
@Execution(ExecutionMode.CONCURRENT)
class CallbackProofTest {
  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void two_who_book_are_each_called_back_once_and_in_turn() throws Exception {
    assertThat(AsteriskForTests.get().version()).isNotBlank();
    long seed = Long.getLong("amends.seed", new Random().nextInt(1_000_000));
    System.out.println("CallbackProofTest seed " + seed);

    Report report = new CallbackProof(2, 1, seed, System.out::println).run();

    assertThat(report.pass()).as("seed %d: %s", seed, report.json()).isTrue();
  }
}
