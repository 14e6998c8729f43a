package amends.lab.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
  private static final String DEB822 =
      """
      Types: deb deb-src
      # a comment in the middle
      URIs: http://archive.example/debian
      Suites: bookworm bookworm-updates
      Components: main
      Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

      Types: deb
      URIs: http://archive.example/debian-security
      Suites: bookworm-security
      Components: main

      Enabled: no
      Types: deb
      URIs: http://old.example/debian
      Suites: bookworm
      Components: main

      Types: deb-src
      URIs: http://sources.example/debian
      Suites: bookworm
      Components: main
      """;

  @Test
  void reads_stanzas_and_passes_over_disabled_ones_and_sources_of_programs() {
    assertThat(AptSources.deb822(DEB822))
        .containsExactly(
            new AptSource(
                "http://archive.example/debian",
                List.of("bookworm", "bookworm-updates"),
                List.of("main"),
                "/usr/share/keyrings/debian-archive-keyring.gpg"),
            new AptSource(
                "http://archive.example/debian-security",
                List.of("bookworm-security"),
                List.of("main"),
                ""));
  }

  @Test
  void a_key_written_into_the_stanza_is_carried_over_whole() {
    String key =
        """
        Signed-By:
         -----BEGIN PGP PUBLIC KEY BLOCK-----
         .
         mQINBF
         -----END PGP PUBLIC KEY BLOCK-----
        """;
    AptSource source =
        AptSources.deb822(
                "Types: deb\nURIs: http://a/debian\nSuites: sid\nComponents: main\n" + key)
            .getFirst();
    assertThat(source.of("sid", List.of("main")).stanza("amd64", false)).endsWith(key);
    assertThat(source.stanza("amd64", true)).contains("Trusted: yes").doesNotContain("Signed-By");
  }

  @Test
  void reads_lines_with_and_without_options_and_passes_over_discs() {
    assertThat(
            AptSources.oneLine(
                """
                # deb http://no.example/debian sid main
                deb http://archive.ubuntu.com/ubuntu noble main universe # the archive
                deb [arch=amd64 signed-by=/etc/apt/keyrings/x.gpg] https://x.example/apt stable main
                deb cdrom:[Debian]/ bookworm main
                deb-src http://archive.ubuntu.com/ubuntu noble main
                """))
        .containsExactly(
            new AptSource(
                "http://archive.ubuntu.com/ubuntu",
                List.of("noble"),
                List.of("main", "universe"),
                ""),
            new AptSource(
                "https://x.example/apt",
                List.of("stable"),
                List.of("main"),
                "/etc/apt/keyrings/x.gpg"));
  }

  @Test
  void third_parties_are_not_taken_for_the_distributions_archive() {
    List<AptSource> all =
        AptSources.oneLine(
            """
            deb https://apt.releases.example.com bookworm main
            deb https://packages.example.com/debian-tools stable main
            deb http://mirror.example.org/pub/debian bookworm main contrib
            deb http://mirror.example.org/pub/debian-security bookworm-security main
            deb http://apt.postgresql.org/pub/repos/apt bookworm-pgdg main
            """);
    assertThat(AptSources.own(all, "bookworm", "debian"))
        .map(AptSource::uri)
        .contains("http://mirror.example.org/pub/debian");
    assertThat(AptSources.own(List.of(), "bookworm", "debian")).isEmpty();
  }

  @Test
  void reads_both_notations_of_a_folder(@TempDir Path etcApt) throws Exception {
    Files.createDirectories(etcApt.resolve("sources.list.d"));
    Files.writeString(etcApt.resolve("sources.list"), "deb http://a.example/debian sid main\n");
    Files.writeString(etcApt.resolve("sources.list.d/debian.sources"), DEB822);
    assertThat(AptSources.read(etcApt)).hasSize(3);
    assertThat(AptSources.read(etcApt.resolve("nothing-here"))).isEmpty();
  }
}
