package amends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code engine/bin/amends} in a small checkout of its own, with a Java that says how it was
 * started and a {@code mvnw} that counts its builds.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for sh")
class LauncherTest {
  private static final int SECONDS_MAX = 60;

  @TempDir private Path folder;
  private Path checkout;
  private Path source;
  private String said = "";

  @BeforeEach
  void lay_out_a_checkout() throws IOException {
    folder = folder.toRealPath();
    checkout = folder.resolve("check out");
    source = checkout.resolve("engine/core/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.createDirectories(checkout.resolve("engine/bin"));
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(source, "class A {}");
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("engine/core/pom.xml"), "<project/>");
    Files.copy(
        repository().resolve("engine/bin/amends"),
        checkout.resolve("engine/bin/amends"),
        StandardCopyOption.COPY_ATTRIBUTES);
    executable(
        checkout.resolve("mvnw"),
        """
        #!/bin/sh
        echo "$JAVA_HOME" >> builds
        for a; do case $a in -Ddist.folder=*) mkdir -p "${a#*=}/lib" ;; esac; done
        """);
    everythingIsFrom(Instant.now().minusSeconds(3600));
  }

  @Test
  void builds_on_first_use_with_the_jdk_it_found_and_then_starts() throws Exception {
    assertThat(amends(jdk("a", "21.0.4"), "demo", "--for", "5 callbacks")).isZero();
    assertThat(said)
        .contains("started a with")
        .contains("<-Damends.home=" + checkout + ">")
        .contains("<amends.app.Amends> <demo> <--for> <5 callbacks>");
    assertThat(builds()).containsExactly(folder.resolve("a").toString());
  }

  @Test
  void does_not_build_again_while_nothing_is_newer() throws Exception {
    Path jdk = jdk("a", "25");
    amends(jdk, "demo");
    assertThat(amends(jdk, "demo")).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void builds_again_when_a_source_is_newer() throws Exception {
    Path jdk = jdk("a", "25");
    amends(jdk, "demo");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    amends(jdk, "demo");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void builds_again_when_a_source_is_gone() throws Exception {
    Path jdk = jdk("a", "25");
    amends(jdk, "demo");
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.now().plusSeconds(60)));
    amends(jdk, "demo");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void a_failed_build_is_said_and_nothing_is_started() throws Exception {
    executable(checkout.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
    assertThat(amends(jdk("a", "25"), "demo")).isEqualTo(1);
    assertThat(said).contains("the build failed", "./mvnw verify").doesNotContain("started");
  }

  @Test
  void starts_through_symbolic_links() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("amends"), launcher());
    Path linked = Files.createSymbolicLink(folder.resolve("second"), Path.of("amends"));
    assertThat(run(linked, jdk("a", "25"), "demo")).isZero();
    assertThat(said).contains("<-Damends.home=" + checkout + ">");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void a_jdk_that_is_too_old_is_refused_by_name_when_it_was_asked_for() throws Exception {
    Path old = jdk("old", "17.0.15");
    assertThat(amends(old, "demo")).isEqualTo(1);
    assertThat(said).contains("AMENDS_JAVA is " + old + ", which is no JDK 21 or newer");
    assertThat(said).doesNotContain("started");
  }

  @Test
  void a_java_without_a_release_file_is_asked_for_its_version() throws Exception {
    Path jdk = jdk("a", "25");
    Files.delete(jdk.resolve("release"));
    assertThat(amends(jdk, "demo")).isZero();
    assertThat(said).contains("started a with");
  }

  @Test
  void the_path_of_a_java_is_as_good_as_its_folder() throws Exception {
    assertThat(amends(jdk("a", "25").resolve("bin/java"), "demo")).isZero();
    assertThat(said).contains("started a with");
  }

  private int amends(Path java, String... args) throws Exception {
    return run(launcher(), java, args);
  }

  private int run(Path launcher, Path java, String... args) throws Exception {
    ProcessBuilder process = new ProcessBuilder(launcher.toString());
    process.command().addAll(List.of(args));
    process.directory(folder.resolve("home").toFile());
    process.environment().remove("AMENDS_BUILD");
    process.environment().remove("AMENDS_JAVA_OPTS");
    process.environment().put("AMENDS_JAVA", java.toString());
    process.environment().put("HOME", folder.resolve("home").toString());
    Path output = folder.resolve("output");
    process.redirectErrorStream(true).redirectOutput(output.toFile());
    Process running = process.start();
    assertThat(running.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("the launcher ended").isTrue();
    said = Files.readString(output);
    return running.exitValue();
  }

  /** A folder like a JDK's whose java tells its name and its arguments, one in each pair of <>. */
  private Path jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"T\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit; fi
        printf 'started %s with'; for a; do printf ' <%%s>' "$a"; done
        """
            .formatted(version, name));
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    return jdk;
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds"));
  }

  private Path launcher() {
    return checkout.resolve("engine/bin/amends");
  }

  private void everythingIsFrom(Instant then) throws IOException {
    try (var all = Files.walk(checkout)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(then));
      }
    }
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("engine/bin/amends"))) {
      here = here.getParent();
      assertThat(here).as("a folder above that holds engine/bin/amends").isNotNull();
    }
    return here;
  }
}
