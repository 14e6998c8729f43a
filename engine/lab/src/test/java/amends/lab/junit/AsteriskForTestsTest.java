package amends.lab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.lab.asterisk.AsteriskBinary;
import amends.lab.asterisk.AsteriskUnavailable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsteriskForTestsTest {
  private static final AsteriskBinary SOME =
      new AsteriskBinary(List.of("asterisk"), "22.10.1", Path.of("modules"), Path.of("data"));

  private static AsteriskBinary none() {
    throw new AsteriskUnavailable("the archive is away", "wait for it");
  }

  @Test
  void runs_where_there_is_one() {
    assertThat(AsteriskForTests.decide("", () -> SOME).asterisk()).isEqualTo(SOME);
    assertThat(AsteriskForTests.decide("required", () -> SOME).asterisk()).isEqualTo(SOME);
  }

  @Test
  void is_skipped_with_the_reason_where_there_is_none() {
    assertThat(AsteriskForTests.decide("", AsteriskForTestsTest::none).whyNot())
        .contains("the archive is away", "wait for it");
  }

  @Test
  void fails_where_it_is_required_and_there_is_none() {
    assertThatThrownBy(() -> AsteriskForTests.decide("required", AsteriskForTestsTest::none))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the archive is away");
  }

  @Test
  void is_skipped_when_switched_off_though_there_is_one() {
    assertThat(AsteriskForTests.decide("off", () -> SOME).whyNot())
        .contains("-Damends.asterisk=off");
  }
}
