package dev.greenfork.operator.workers;

import java.time.Instant;

/**
 * How a worker's process ended, as its kubelet tells.
 *
 * @param at by the clock of its node
 * @param exit its status; 128 and more are signals
 * @param reason one word of the kubelet's, such as {@code OOMKilled}
 * @param message what the worker left as its last word, empty if nothing
 */
public record Ending(Instant at, int exit, String reason, String message) {

  /** Of a worker that wants to be started anew: {@code Replacement.EXIT_STATUS}. */
  private static final int REPLACEMENT = 75;

  /** Of a JVM whose heap is full (ExitOnOutOfMemoryError). */
  private static final int HEAP_FULL = 3;

  private static final int SIGKILL = 137;
  private static final int MOST_MESSAGE = 600;

  /** A clause about it: "ended with exit status 1". */
  public String clause() {
    return message.isEmpty() ? what() : what() + ": " + shortened();
  }

  /** Whether it asked to be started anew. */
  public boolean wasReplacement() {
    return exit == REPLACEMENT;
  }

  private String what() {
    if (reason.equals("OOMKilled")) {
      return "was killed because its container reached resources.limits.memory";
    }
    return switch (exit) {
      case 0 -> "ended";
      case REPLACEMENT ->
          "ended with exit status 75, to be started anew, because a task went on after its hard time limit";
      case HEAP_FULL -> "ended with exit status 3, as the heap of the JVM was full";
      case SIGKILL -> "was killed (exit status 137)";
      default -> "ended with exit status " + exit;
    };
  }

  private String shortened() {
    String line = message.strip().replaceAll("\\s+", " ");
    return line.length() <= MOST_MESSAGE ? line : line.substring(0, MOST_MESSAGE) + "...";
  }
}
