package amends.lab.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.junit.NeedsAsterisk;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes to the archive: runs where tests on the real Asterisk run. */
@NeedsAsterisk
class AsteriskProvisionTest {
  @TempDir Path cache;

  @Test
  void two_at_once_fetch_once_and_both_have_it_and_the_next_needs_no_archive() throws Exception {
    AsteriskProvision provision = AsteriskProvision.in(cache, "");
    CompletableFuture<AsteriskBinary> other = CompletableFuture.supplyAsync(provision::get);
    AsteriskBinary asterisk = provision.get();
    assertThat(other.join()).isEqualTo(asterisk);
    assertThat(Folders.list(cache))
        .as("one finished folder and the lock, nothing half done")
        .hasSize(2)
        .anySatisfy(
            f ->
                assertThat(f.getFileName().toString())
                    .startsWith("asterisk-")
                    .contains(asterisk.version()));
    assertThat(provision.get()).isEqualTo(asterisk);

    Path home = Folders.list(cache).getFirst();
    assertThat(Manifest.read(home))
        .containsKeys("version", "package", "suite", "archive", "signature", "fetched");
    assertThat(Files.readAllLines(home.resolve(Manifest.NAME)))
        .filteredOn(l -> l.matches("sha256 [0-9a-f]{64}  asterisk_.*\\.deb"))
        .hasSize(1);
    assertThat(Modules.missing(asterisk)).isEmpty();
    assertThat(asterisk.data().resolve("sounds/en/digits/1.gsm")).exists();
    assertThat(asterisk.data().resolve("sounds/en").toRealPath(LinkOption.NOFOLLOW_LINKS))
        .isSymbolicLink();
  }

  @Test
  void a_folder_without_its_manifest_is_not_taken_for_whole() throws Exception {
    Path half = Files.createDirectories(cache.resolve("asterisk-sid-amd64-99.9-00000000"));
    assertThat(Manifest.read(half)).isEmpty();
    Files.writeString(half.resolve(Manifest.NAME), "version: 99.9\nrecipe: of another time\n");
    assertThat(AsteriskProvision.in(cache, "").get().version()).isNotEqualTo("99.9");
  }
}
