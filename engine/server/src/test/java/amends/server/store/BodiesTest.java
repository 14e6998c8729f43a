package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.callback.BookingAsked;
import amends.core.desk.Letter;
import amends.core.desk.PartyFile;
import amends.core.desk.PartyId;
import amends.core.desk.Signal;
import amends.core.desk.Touch;
import amends.core.order.OrderSignal.Recalled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever core says is read back as it was said. */
class BodiesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/amends/server/store/bodies/v1");
  private final Bodies bodies = new Bodies();

  @ParameterizedTest
  @EnumSource
  void every_record_is_read_back_as_it_was_written(Families family) {
    int n = 0;
    for (var entry : family.types().entrySet()) {
      for (Object sample : Samples.each(entry.getValue())) {
        String body = bodies.write(sample);
        Object back = bodies.read(Object.class, family, entry.getKey(), Bodies.VERSION, body);
        assertThat(back).as(body).isEqualTo(sample);
        n++;
      }
    }
    System.out.println(
        family + ": " + family.types().size() + " records, " + n + " values read back");
    assertThat(n).isGreaterThanOrEqualTo(2 * family.types().size());
  }

  @ParameterizedTest
  @EnumSource
  void bodies_of_version_1_can_still_be_read(Families family) throws IOException {
    List<String> missing = new ArrayList<>();
    for (var entry : family.types().entrySet()) {
      Object sample = Samples.full(entry.getValue());
      Path golden =
          GOLDEN.resolve(
              family.name().toLowerCase(java.util.Locale.ROOT) + "." + entry.getKey() + ".json");
      if (Boolean.getBoolean("update")) {
        Files.createDirectories(GOLDEN);
        Files.writeString(golden, bodies.write(sample) + "\n");
      }
      if (!Files.exists(golden)) {
        missing.add(golden.toString());
        continue;
      }
      String body = Files.readString(golden).strip();
      assertThat(bodies.read(Object.class, family, entry.getKey(), 1, body))
          .as(golden.toString())
          .isEqualTo(sample);
      assertThat(bodies.write(sample)).as(golden.toString()).isEqualTo(body);
    }
    assertThat(missing).as("write them with -Dupdate=true and review the difference").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_golden_body_has_a_record_that_reads_it(Families family) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      String prefix = family.name().toLowerCase(java.util.Locale.ROOT) + ".";
      List<String> types =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith(prefix))
              .map(name -> name.substring(prefix.length(), name.length() - ".json".length()))
              .sorted()
              .toList();
      assertThat(types).containsExactlyElementsOf(family.types().keySet());
    }
  }

  @Test
  void a_stored_letter_names_its_signal() {
    int n = 0;
    for (Class<?> type : Families.SIGNAL.types().values()) {
      Letter letter =
          new Letter(
              new UUID(1, 2),
              Instant.parse("2026-01-01T00:00:00.000001Z"),
              new PartyId(new UUID(-3, 4)),
              Optional.of(new PartyId(new UUID(5, 6))),
              Optional.empty(),
              (Signal) Samples.full(type));
      assertThat(bodies.readLetter(1, bodies.writeLetter(letter))).isEqualTo(letter);
      n++;
    }
    assertThat(n).isGreaterThanOrEqualTo(8);
  }

  @Test
  void an_unknown_a_missing_and_a_null_component_are_refused() {
    String good = bodies.write(new Recalled("pbx:a", 7, "closing"));
    assertThat(good).isEqualTo("{\"lease\":\"pbx:a\",\"fence\":7,\"why\":\"closing\"}");
    List<String> bad =
        List.of(
            good.replace("}", ",\"more\":1}"),
            good.replace(",\"fence\":7", ""),
            good.replace("\"closing\"", "null"),
            good.replace("7", "null"),
            good.replace("7", "\"7\""),
            good.replace("7", "7.5"),
            good + "x",
            "null");
    for (String body : bad) {
      assertThatThrownBy(() -> bodies.read(Signal.class, Families.SIGNAL, "Recalled", 1, body))
          .as(body)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Recalled");
    }
  }

  @Test
  void an_unknown_type_and_a_newer_version_say_so() {
    assertThatThrownBy(() -> bodies.read(Signal.class, Families.SIGNAL, "Nonesuch", 1, "{}"))
        .hasMessageContaining("Nonesuch");
    assertThatThrownBy(() -> bodies.read(Signal.class, Families.SIGNAL, "Recalled", 2, "{}"))
        .hasMessageContaining("version 2");
  }

  @Test
  void a_nul_and_half_a_surrogate_pair_are_refused_and_kept_raw() {
    for (String poison : List.of("a\0b", "\0", "a\uD83D", "\uDE00b", "\uD83Dx\uDE00")) {
      Signal signal = new Recalled("pbx:a", 1, poison);
      assertThatThrownBy(() -> bodies.write(signal))
          .isInstanceOf(UnwritableException.class)
          .hasMessageContaining("Recalled");
      byte[] raw = bodies.raw(signal);
      assertThat(bodies.readRaw("Recalled", 1, raw)).isEqualTo(signal);
      for (byte b : raw) {
        assertThat(b).isBetween((byte) 32, (byte) 126);
      }
    }
  }

  @Test
  void instants_are_cut_to_the_microseconds_that_the_tables_keep() {
    PartyFile file =
        new PartyFile(
            List.of(
                new Touch(
                    new UUID(1, 2), Instant.parse("2026-01-01T00:00:00.123456789Z"), "call", "x")),
            List.of());
    String body = bodies.write(file);
    assertThat(body).contains("\"2026-01-01T00:00:00.123456Z\"");
    assertThat(
            bodies
                .read(PartyFile.class, Families.PARTY_FILE, "PartyFile", 1, body)
                .touches()
                .getFirst()
                .at())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
  }

  @Test
  void the_digest_tells_another_body_and_not_another_time() {
    BookingAsked asked = (BookingAsked) Samples.full(BookingAsked.class);
    BookingAsked other = (BookingAsked) Samples.bare(BookingAsked.class);
    assertThat(digest(letter(asked, 0)))
        .isEqualTo(digest(letter(asked, 5)))
        .isNotEqualTo(digest(letter(other, 0)));
  }

  private byte[] digest(Letter letter) {
    return Bodies.digest(
        letter, bodies.write(letter.signal()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Letter letter(Signal signal, long second) {
    return new Letter(
        new UUID(1, 2),
        Instant.ofEpochSecond(second),
        new PartyId(new UUID(3, 4)),
        Optional.empty(),
        Optional.empty(),
        signal);
  }
}
