package amends.lab.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the configuration of the lab's Asterisk, all of it inside the lab's folder. */
final class LabConfig {
  private final LabPlan plan;
  private final Path folder;
  private final Path etc;

  LabConfig(LabPlan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
    this.etc = folder.resolve("etc");
  }

  void writeAll(int amiPort, List<AmiAccount> readerWriterLab) throws IOException {
    file(
        "asterisk.conf",
        """
        [directories]
        astetcdir => %1$s/etc
        astmoddir => %2$s
        astvarlibdir => %1$s/db
        astdbdir => %1$s/db
        astkeydir => %1$s/keys
        astdatadir => %3$s
        astagidir => %1$s/spool
        astspooldir => %1$s/spool
        astrundir => %1$s/run
        astlogdir => %1$s/log
        [options]
        nocolor = yes
        %4$s
        """
            .formatted(
                folder,
                plan.asterisk().modules(),
                plan.asterisk().data(),
                plan.fullLog() ? "verbose = 5" : ""));
    StringBuilder modules = new StringBuilder("[modules]\nautoload = no\n");
    Modules.toLoad(plan.asterisk())
        .forEach(m -> modules.append("load => ").append(m).append(".so\n"));
    file("modules.conf", modules.toString());
    file("manager.conf", manager(amiPort, readerWriterLab));
    file(
        "logger.conf",
        "[general]\ndateformat = %F %T.%3q\nqueue_log = yes\nqueue_log_to_file = yes\n[logfiles]\n"
            + "messages => notice,warning,error\n"
            + (plan.fullLog() ? "full => notice,warning,error,verbose,dtmf\n" : ""));
    StringBuilder queues =
        new StringBuilder("[general]\npersistentmembers = no\nshared_lastcall = yes\n\n");
    plan.queues().forEach(q -> queues.append(q.section()));
    file("queues.conf", queues.toString());
    file("cel.conf", "[general]\nenable = yes\napps = dial,queue\nevents = ALL\n");
    file("cel_custom.conf", "[mappings]\n" + CelColumns.mapping());
    file(
        "musiconhold.conf", "[default]\nmode = files\ndirectory = " + folder.resolve("moh") + "\n");
    Files.write(folder.resolve("moh/silence.sln"), new byte[160_000]);
    writeGlobals();
    file("extensions.conf", extensions());
    for (String unused :
        List.of(
            "features.conf",
            "udptl.conf",
            "acl.conf",
            "ccss.conf",
            "cdr.conf",
            "indications.conf",
            "stasis.conf",
            "res_curl.conf",
            "codecs.conf",
            "cli.conf",
            "cli_aliases.conf",
            "dnsmgr.conf",
            "rtp.conf")) {
      file(unused, "");
    }
  }

  void writeGlobals() throws IOException {
    StringBuilder globals = new StringBuilder();
    plan.globals()
        .forEach((name, value) -> globals.append(name).append(" => ").append(value).append('\n'));
    file("lab-globals.conf", globals.toString());
  }

  private static String manager(int amiPort, List<AmiAccount> accounts) {
    List<String> rights =
        List.of(
            "read = system,call,agent,user\nwrite = reporting",
            "read =\nwrite = call,originate,reporting",
            "read = all\nwrite = all");
    StringBuilder text =
        new StringBuilder(
            "[general]\nenabled = yes\nwebenabled = no\nbindaddr = 127.0.0.1\nport = "
                + amiPort
                + "\ndisplayconnects = no\ntimestampevents = yes\n");
    for (int i = 0; i < accounts.size(); i++) {
      text.append("\n[")
          .append(accounts.get(i).user())
          .append("]\nsecret = ")
          .append(accounts.get(i).secret())
          .append(
              "\ndeny = 0.0.0.0/0.0.0.0\npermit = 127.0.0.1/255.255.255.255\nwritetimeout = 5000\n")
          .append(rights.get(i))
          .append('\n');
    }
    return text.toString();
  }

  /**
   * The lab's own part first, then the product's files by {@code #include}, as an administrator has
   * them.
   */
  private String extensions() throws IOException {
    StringBuilder text =
        new StringBuilder("[general]\nstatic = yes\nwriteprotect = yes\nautofallthrough = yes\n\n");
    text.append("[globals]\n#include \"lab-globals.conf\"\n\n");
    for (Path shipped : shippedDialplans()) {
      text.append("#include \"").append(shipped).append("\"\n");
    }
    plan.dialplan().forEach(part -> text.append('\n').append(part).append('\n'));
    return text.toString();
  }

  /** {@code amends.conf} alone when it includes the others itself; else every file. */
  private List<Path> shippedDialplans() throws IOException {
    if (!Files.isDirectory(plan.dialplans())) {
      return List.of();
    }
    List<Path> all =
        Folders.list(plan.dialplans()).stream()
            .filter(f -> f.toString().endsWith(".conf"))
            .toList();
    Files.createSymbolicLink(etc.resolve("amends"), plan.dialplans());
    for (Path one : all) {
      if (!Files.exists(etc.resolve(one.getFileName()))) {
        Files.createSymbolicLink(etc.resolve(one.getFileName()), one);
      }
    }
    Path main = plan.dialplans().resolve("amends.conf");
    boolean includesOthers =
        all.contains(main)
            && Files.readString(main)
                .lines()
                .anyMatch(l -> l.startsWith("#include") || l.startsWith("#tryinclude"));
    return includesOthers ? List.of(main) : all;
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(etc.resolve(name), text);
  }
}
