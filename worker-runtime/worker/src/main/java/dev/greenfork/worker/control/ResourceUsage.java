package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What this process has used, in the fields of getrusage(2); Linux keeps most of them in /proc. */
final class ResourceUsage {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Clock ticks a second, which Linux has fixed for its user interface. */
  private static final double TICKS = 100;

  // Fields of /proc/self/stat behind the name of the program, which is in parentheses.
  private static final int MINOR_FAULTS = 7;
  private static final int MAJOR_FAULTS = 9;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private ResourceUsage() {}

  /** The usage, or {@code "N/A"} where the system does not tell. */
  static JsonNode read() {
    try {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      Map<String, Long> status = status();
      ObjectNode usage = JsonNodeFactory.instance.objectNode();
      usage.put("utime", Long.parseLong(fields[USER_TIME]) / TICKS);
      usage.put("stime", Long.parseLong(fields[SYSTEM_TIME]) / TICKS);
      usage.put("maxrss", status.getOrDefault("VmHWM", 0L));
      usage.put("ixrss", 0).put("idrss", 0).put("isrss", 0);
      usage.put("minflt", Long.parseLong(fields[MINOR_FAULTS]));
      usage.put("majflt", Long.parseLong(fields[MAJOR_FAULTS]));
      usage.put("nswap", 0).put("inblock", 0).put("oublock", 0);
      usage.put("msgsnd", 0).put("msgrcv", 0).put("nsignals", 0);
      usage.put("nvcsw", status.getOrDefault("voluntary_ctxt_switches", 0L));
      return usage.put("nivcsw", status.getOrDefault("nonvoluntary_ctxt_switches", 0L));
    } catch (IOException | RuntimeException e) {
      return JsonNodeFactory.instance.textNode("N/A");
    }
  }

  /** Resident memory in bytes, 0 where the system does not tell. */
  static long resident() {
    try {
      return status().getOrDefault("VmRSS", 0L) << 10;
    } catch (IOException e) {
      return 0;
    }
  }

  private static Map<String, Long> status() throws IOException {
    Map<String, Long> values = new HashMap<>();
    for (String line : Files.readAllLines(STATUS)) {
      String[] parts = line.split(":", 2);
      String digits = parts.length < 2 ? "" : parts[1].strip().split(" ", 2)[0];
      if (digits.matches("[0-9]{1,18}")) {
        values.put(parts[0], Long.valueOf(digits));
      }
    }
    return values;
  }
}
