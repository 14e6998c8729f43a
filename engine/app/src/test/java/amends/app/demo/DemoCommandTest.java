package amends.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DemoCommandTest {
  private final DemoCommand.Callbacks callbacks = new DemoCommand.Callbacks();

  @Test
  void so_many_callbacks_are_read_from_a_number_and_the_word() {
    assertThat(callbacks.convert("5-callbacks")).isEqualTo(5);
    assertThat(callbacks.convert("50-callbacks")).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "0-callbacks",
        "51-callbacks",
        "five-callbacks",
        "5-callback",
        "-5-callbacks",
        ""
      })
  void anything_else_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> callbacks.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("5-callbacks");
  }
}
