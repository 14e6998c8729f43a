package amends.lab.asterisk;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Everything that was said to the builder: what the lab's PBX is to be. */
record LabPlan(
    AsteriskBinary asterisk,
    Path dialplans,
    Map<String, String> globals,
    List<QueueSpec> queues,
    List<String> dialplan,
    boolean fullLog) {
  LabPlan {
    globals = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(globals));
    queues = List.copyOf(queues);
    dialplan = List.copyOf(dialplan);
  }
}
