package amends.server.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
  @Test
  void a_plus_makes_no_other_person() {
    assertThat(PhoneNumber.of("+48123456789"))
        .contains(new PhoneNumber("48123456789"))
        .isEqualTo(PhoneNumber.of("48123456789"));
    assertThat(new PhoneNumber("48123456789").address()).isEqualTo("tel:48123456789");
    assertThat(PhoneNumber.ofAddress("tel:48123456789")).isEqualTo(new PhoneNumber("48123456789"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "1234567890123456",
        "++123",
        "12a4",
        "12 34",
        "123\n",
        "１２３４",
        "tel:1234"
      })
  void anything_else_is_no_number(String given) {
    assertThat(PhoneNumber.of(given)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"100003000,***3000", "12345,***45", "112,***2"})
  void shows_the_end_and_never_more_than_half(String digits, String shown) {
    assertThat(new PhoneNumber(digits).masked()).isEqualTo(shown);
    assertThat(new PhoneNumber(digits)).hasToString(shown);
  }
}
