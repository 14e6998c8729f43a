package amends.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AmendsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Amends.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void help_lists_every_command() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: amends")
        .contains(Amends.commandLine().getSubcommands().keySet());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version_names_amends_and_the_java_it_runs_on() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("amends ", "java " + System.getProperty("java.version"));
  }

  @Test
  void an_unknown_command_is_named_and_ends_with_2() {
    assertThat(run("demmo")).isEqualTo(2);
    assertThat(err.toString()).contains("amends: there is no command 'demmo'", "Commands:");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void an_unknown_option_is_named_and_ends_with_2() {
    assertThat(run("--loud")).isEqualTo(2);
    assertThat(err.toString()).contains("amends: there is no option '--loud'");
  }

  @Test
  void without_a_command_it_says_which_there_are_and_ends_with_2() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("amends: say which command", "Commands:");
  }

  @Test
  void every_command_tells_what_it_is_for_and_what_it_takes() {
    for (CommandLine command : Amends.commandLine().getSubcommands().values()) {
      assertThat(command.getCommandSpec().usageMessage().description())
          .as("description of %s", command.getCommandName())
          .isNotEmpty();
      boolean asksForHelp =
          command.getCommandSpec().optionsMap().containsKey("--help")
              || command.getCommandName().equals("help");
      assertThat(asksForHelp).as("%s --help", command.getCommandName()).isTrue();
    }
  }

  @Test
  void the_phones_of_a_proof_are_named_in_small_letters() {
    assertThat(run("prove", "callback", "--help")).isZero();
    assertThat(out.toString()).contains("local");
    Object phones =
        Amends.commandLine()
            .parseArgs("prove", "callback", "--phones", "local", "--callers", "5")
            .subcommand()
            .subcommand()
            .<Object>matchedOptionValue("--phones", "none");
    assertThat(phones).hasToString("local");
  }

  @Test
  void a_figure_out_of_its_range_is_asked_wrongly() {
    assertThat(run("prove", "callback", "--callers", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--callers is 0, allowed is 1 to 99");
  }
}
