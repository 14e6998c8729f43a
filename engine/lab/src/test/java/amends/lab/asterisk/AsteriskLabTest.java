package amends.lab.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.lab.ami.AmiMessage;
import amends.lab.ami.LabAmi;
import amends.lab.junit.AsteriskForTests;
import amends.lab.junit.NeedsAsterisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsAsterisk
class AsteriskLabTest {
  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path empty;

  private AsteriskLabBuilder plain() {
    return AsteriskLab.builder(AsteriskForTests.get()).dialplansFrom(empty).fullLog(true);
  }

  @Test
  void starts_with_every_module_the_lab_loads() throws Exception {
    try (AsteriskLab lab = plain().build().start();
        LabAmi ami = lab.connect()) {
      for (String module : Modules.toLoad(AsteriskForTests.get())) {
        AmiMessage answer = ami.action("ModuleCheck", Map.of("Module", module));
        assertThat(answer.isSuccess())
            .as("module %s: %s%n%s", module, answer, lab.lastWords())
            .isTrue();
      }
    }
  }

  @Test
  void the_two_accounts_have_the_rights_they_need_and_no_more() throws Exception {
    try (AsteriskLab lab = plain().build().start();
        LabAmi reader = LabAmi.login(lab.amiPort(), lab.reader().user(), lab.reader().secret());
        LabAmi writer = LabAmi.login(lab.amiPort(), lab.writer().user(), lab.writer().secret())) {
      reader.fullyBooted().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(reader.action("CoreSettings", Map.of()).isSuccess()).isTrue();
      assertThat(reader.action("Setvar", Map.of("Variable", "A", "Value", "1")).get("Message"))
          .isEqualTo("Permission denied");
      assertThat(writer.action("Setvar", Map.of("Variable", "A", "Value", "1")).isSuccess())
          .isTrue();
      assertThat(writer.action("Command", Map.of("Command", "core show version")).get("Message"))
          .isEqualTo("Permission denied");
      assertThat(writer.action("Getvar", Map.of("Variable", "A")).get("Value")).isEqualTo("1");
    }
  }

  @Test
  void a_global_of_the_builder_is_a_global_of_the_dialplan() throws Exception {
    try (AsteriskLab lab = plain().engine("pbx-7", "http://127.0.0.1:1", "s3cret").build().start();
        LabAmi ami = lab.connect()) {
      assertThat(ami.action("Getvar", Map.of("Variable", "AMENDS_PBX")).get("Value"))
          .isEqualTo("pbx-7");
      assertThat(ami.action("Getvar", Map.of("Variable", "AMENDS_TRUNK_SUFFIX")).get("Value"))
          .isEqualTo("@lab-carrier/n");
    }
  }

  @Test
  void killed_it_comes_back_on_the_same_port_with_what_it_had_written() throws Exception {
    try (AsteriskLab lab = plain().build().start()) {
      try (LabAmi ami = lab.connect()) {
        ami.action("DBPut", Map.of("Family", "lab", "Key", "k", "Val", "kept"));
        lab.stop();
        ami.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(lab.isAlive()).isFalse();
      }
      lab.start();
      try (LabAmi ami = lab.connect()) {
        lab.kill();
        ami.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThatThrownBy(lab::connect).isInstanceOf(IOException.class);
      }
      lab.start();
      try (LabAmi ami = lab.connect()) {
        CompletableFuture<AmiMessage> value = ami.next(e -> e.is("DBGetResponse"));
        ami.action("DBGet", Map.of("Family", "lab", "Key", "k"));
        assertThat(value.get(PATIENCE_SECONDS, TimeUnit.SECONDS).get("Val")).isEqualTo("kept");
      }
    }
  }

  @Test
  void frozen_it_answers_nobody_and_thawed_it_answers_what_was_asked_meanwhile() throws Exception {
    try (AsteriskLab lab = plain().build().start();
        LabAmi ami = lab.connect()) {
      lab.freeze();
      CompletableFuture<AmiMessage> answer = CompletableFuture.supplyAsync(() -> ping(ami));
      assertThat(state(lab)).isEqualTo("T");
      assertThat(answer).isNotDone();
      lab.thaw();
      assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).get("Ping")).isEqualTo("Pong");
    }
  }

  @Test
  void closed_it_leaves_neither_process_nor_folder() throws Exception {
    AsteriskLab lab = plain().build().start();
    lab.close();
    assertThat(lab.isAlive()).isFalse();
    assertThat(lab.folder()).doesNotExist();
  }

  @Test
  void channel_events_and_user_events_land_in_the_file() throws Exception {
    String dialplan =
        """
        [far]
        exten => s,1,CELGenUserEvent(LabRing,4711 "abc")
         same => n,Answer()
         same => n,Wait(60)
        [near]
        exten => s,1,UserEvent(NearUp)
         same => n,Hangup()
        """;
    try (AsteriskLab lab = plain().dialplan(dialplan).build().start();
        LabAmi ami = lab.connect()) {
      CompletableFuture<AmiMessage> up = ami.next(e -> e.isUserEvent("NearUp"));
      CompletableFuture<AmiMessage> over =
          ami.next(e -> e.is("Hangup") && e.get("Uniqueid").equals("one-2"));
      ami.action(
          "Originate",
          Map.of(
              "Channel",
              "Local/s@far/n",
              "Context",
              "near",
              "Exten",
              "s",
              "Priority",
              "1",
              "Async",
              "true",
              "ChannelId",
              "one-1",
              "OtherChannelId",
              "one-2",
              "Account",
              "acc"),
          List.of("A=1", "B=2"));
      assertThat(up.get(PATIENCE_SECONDS, TimeUnit.SECONDS).get("Uniqueid")).isEqualTo("one-1");
      over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      lab.stop();
      assertThat(Files.readAllLines(lab.celFile()))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("\"LabRing\",\"")
                      .contains("4711 \\\"\"abc", "\"one-2\",\"one-1\""));
    }
  }

  private static AmiMessage ping(LabAmi ami) {
    try {
      return ami.action("Ping", Map.of());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String state(AsteriskLab lab) throws IOException {
    String pid = Files.readString(lab.folder().resolve("asterisk")).split(" ", -1)[0];
    long until = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    String state = "";
    while (!state.equals("T") && System.nanoTime() < until) {
      state =
          Files.readString(Path.of("/proc", pid, "stat"))
              .replaceFirst(".*\\) ", "")
              .substring(0, 1);
    }
    return state;
  }
}
