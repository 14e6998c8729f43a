package amends.lab.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void knows_debian_ubuntu_and_what_is_made_of_them() {
    assertThat(Machine.of(Map.of("ID", "debian", "VERSION_CODENAME", "bookworm"), "amd64"))
        .isEqualTo(new Machine("debian", "bookworm", "amd64"));
    assertThat(
            Machine.of(
                Map.of(
                    "ID",
                    "linuxmint",
                    "ID_LIKE",
                    "ubuntu debian",
                    "VERSION_CODENAME",
                    "wilma",
                    "UBUNTU_CODENAME",
                    "noble"),
                "aarch64"))
        .isEqualTo(new Machine("ubuntu", "noble", "arm64"));
    assertThat(Machine.of(Map.of("ID", "debian"), "x86_64").codename()).isEqualTo("sid");
  }

  @Test
  void refuses_others_with_a_way_out() {
    assertThatThrownBy(() -> Machine.of(Map.of("ID", "fedora"), "amd64"))
        .isInstanceOf(AsteriskUnavailable.class)
        .hasMessageContaining("fedora")
        .hasMessageContaining("on the PATH");
    assertThatThrownBy(() -> Machine.of(Map.of("ID", "debian"), "s390x"))
        .isInstanceOf(AsteriskUnavailable.class)
        .hasMessageContaining("s390x");
  }

  @Test
  void reads_versions_as_programs_and_archives_write_them() {
    assertThat(Versions.bare("Asterisk 22.10.1~dfsg+~cs6.17.60671434-1\n")).isEqualTo("22.10.1");
    assertThat(Versions.bare("1:22.10.1+dfsg+~cs6.17.60671434-1")).isEqualTo("22.10.1");
    assertThat(Versions.bare("Asterisk certified/18.9-cert1")).isEqualTo("18.9");
    assertThat(Versions.bare("")).isEmpty();
    assertThat(Versions.isUsable("16.28.0")).isTrue();
    assertThat(Versions.isUsable("13.38")).isFalse();
    assertThat(Versions.isUsable("")).isFalse();
  }
}
