package amends.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RealCredentialsTest {
  @Test
  void an_environment_set_up_for_a_carrier_a_pbx_or_a_database_is_found_by_name() {
    assertThat(
            RealCredentials.in(
                Map.of(
                    "TWILIO_ACCOUNT_SID", "AC1",
                    "TWILIO_AUTH_TOKEN", "x",
                    "AMENDS_DOOR_SECRET", "x",
                    "AMENDS_PBX_A_WRITER_SECRET", "x",
                    "AMENDS_DATABASE_PASSWORD", "x",
                    "PGPASSWORD", "x")))
        .containsExactly(
            "AMENDS_DATABASE_PASSWORD",
            "AMENDS_DOOR_SECRET",
            "AMENDS_PBX_A_WRITER_SECRET",
            "PGPASSWORD",
            "TWILIO_ACCOUNT_SID",
            "TWILIO_AUTH_TOKEN");
  }

  @Test
  void what_the_launcher_needs_and_what_is_empty_is_no_credential() {
    assertThat(
            RealCredentials.in(
                Map.of(
                    "AMENDS_JAVA", "/opt/jdk",
                    "AMENDS_BEGAN", "1764000000",
                    "TWILIO_AUTH_TOKEN", " ",
                    "HOME", "/root",
                    "PATH", "/bin")))
        .isEmpty();
  }

  @Test
  void only_names_are_told_never_values() {
    assertThat(RealCredentials.in(Map.of("TWILIO_AUTH_TOKEN", "s3cret")).toString())
        .doesNotContain("s3cret");
  }
}
