package amends.lab.asterisk;

import java.util.List;
import java.util.stream.Stream;

/** Which modules the lab's Asterisk loads: what the dialplans use, and what the judge reads. */
final class Modules {
  /** Without one of these the loop cannot run: an Asterisk that lacks one is not taken. */
  static final List<String> REQUIRED =
      List.of(
          "pbx_config",
          "res_timing_timerfd",
          "res_curl",
          "func_curl",
          "res_musiconhold",
          "bridge_simple",
          "bridge_holding",
          "app_celgenuserevent",
          "app_dial",
          "app_exec",
          "app_playback",
          "app_queue",
          "app_read",
          "app_senddtmf",
          "app_stack",
          "app_userevent",
          "cel_custom",
          "func_callerid",
          "func_channel",
          "func_cut",
          "func_db",
          "func_devstate",
          "func_global",
          "func_hangupcause",
          "func_lock",
          "func_logic",
          "func_math",
          "func_strings",
          "func_timeout",
          "format_gsm",
          "codec_gsm",
          "codec_ulaw");

  /** Loaded where the build has them. */
  private static final List<String> WELCOME =
      List.of(
          "res_cdrel_custom",
          "bridge_builtin_features",
          "bridge_softmix",
          "bridge_native_rtp",
          "app_cdr",
          "app_db",
          "app_originate",
          "app_sayunixtime",
          "app_system",
          "app_verbose",
          "app_while",
          "app_if",
          "app_waituntil",
          "app_playtones",
          "app_softhangup",
          "app_channelredirect",
          "func_cdr",
          "func_dialplan",
          "func_env",
          "func_export",
          "func_groupcount",
          "func_md5",
          "func_rand",
          "func_sayfiles",
          "func_sprintf",
          "func_sha1",
          "func_uri",
          "func_uuid",
          "func_version",
          "func_evalexten",
          "codec_a_mu",
          "codec_alaw",
          "codec_resample",
          "format_pcm",
          "format_sln",
          "format_wav",
          "res_manager_devicestate",
          "res_clialiases");

  private Modules() {}

  /** What this build lacks of the required ones. */
  static List<String> missing(AsteriskBinary asterisk) {
    return REQUIRED.stream().filter(m -> !asterisk.has(m)).toList();
  }

  /** What to load from this build, in order. */
  static List<String> toLoad(AsteriskBinary asterisk) {
    return Stream.concat(REQUIRED.stream(), WELCOME.stream()).filter(asterisk::has).toList();
  }
}
