package amends.lab.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import amends.lab.asterisk.ProductHome;
import amends.lab.junit.AsteriskForTests;
import amends.lab.junit.NeedsAsterisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@NeedsAsterisk
class PromptsTest {
  @Test
  void every_default_prompt_is_a_recording_of_the_core_sounds() throws Exception {
    List<String> names = new ArrayList<>(List.of("hours", "queue-minutes", "digits/at"));
    IntStream.rangeClosed(0, 20).forEach(n -> names.add("digits/" + n));
    IntStream.rangeClosed(3, 9).forEach(n -> names.add("digits/" + n * 10));
    Matcher defaults =
        Pattern.compile("= 0]\\?([a-zA-Z0-9/&-]+):\\$\\{AMENDS_P_")
            .matcher(Files.readString(ProductHome.find().resolve("dialplans/amends-prompts.conf")));
    while (defaults.find()) {
      names.addAll(List.of(defaults.group(1).split("&", -1)));
    }
    assertThat(names).contains("followme/options", "vm-num-i-have").hasSizeGreaterThan(55);
    Path sounds = AsteriskForTests.get().data().resolve("sounds/en");
    assertThat(names)
        .allSatisfy(
            name -> assertThat(Files.exists(sounds.resolve(name + ".gsm"))).as(name).isTrue());
  }
}
