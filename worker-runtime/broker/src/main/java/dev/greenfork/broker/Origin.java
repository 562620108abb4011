package dev.greenfork.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a worker's process started, so that others can tell whether it is still there.
 *
 * @param place {@code pod:<uid>}, or what names this machine's processes since its last start;
 *     empty if unknown
 * @param pid the process, as it is seen there
 * @param started by the clock of its machine
 */
public record Origin(String place, long pid, Instant started) {

  private static final String POD = "pod:";

  /** Of a worker of which nothing is known. */
  public static final Origin UNKNOWN = new Origin("", 0, Instant.EPOCH);

  /**
   * This process.
   *
   * @param pod the UID of its pod; null outside of a pod
   */
  public static Origin here(@Nullable String pod, Instant now) {
    long pid = ProcessHandle.current().pid();
    Instant started = ProcessHandle.current().info().startInstant().orElse(now);
    return new Origin(pod == null || pod.isBlank() ? machine() : POD + pod, pid, started);
  }

  /** The UID of its pod, empty if it is in none. */
  public String pod() {
    return place.startsWith(POD) ? place.substring(POD.length()) : "";
  }

  /**
   * Whether the process is certainly gone, as seen from {@code here}: a pod runs one worker at a
   * time, and what runs on one's own machine can be looked up.
   */
  public boolean isGoneFrom(Origin here) {
    if (place.isEmpty() || !place.equals(here.place) || equals(here)) {
      return false;
    }
    if (!pod().isEmpty()) {
      return started.isBefore(here.started);
    }
    return ProcessHandle.of(pid)
        .map(process -> process.info().startInstant().map(at -> !at.equals(started)).orElse(false))
        .orElse(true);
  }

  /** The start of the machine and the namespace of process numbers; empty where there is none. */
  private static String machine() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
