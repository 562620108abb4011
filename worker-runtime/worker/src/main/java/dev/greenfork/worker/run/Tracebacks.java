package dev.greenfork.worker.run;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces as text for results: without the runtime's own frames, and bounded. */
final class Tracebacks {

  private static final int MOST_CHARACTERS = 16 * 1024;

  private Tracebacks() {}

  static String of(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    StringBuilder kept = new StringBuilder();
    all.toString()
        .lines()
        .filter(line -> !isRuntimeFrame(line))
        .takeWhile(line -> kept.length() + line.length() < MOST_CHARACTERS)
        .forEach(line -> kept.append(line).append('\n'));
    return kept.toString();
  }

  private static boolean isRuntimeFrame(String line) {
    return line.startsWith("\tat ")
        && (line.contains("dev.greenfork.worker.")
            || line.contains("dev.greenfork.task.index.")
            || line.contains(".GreenforkTaskIndex_")
            || line.contains("java.lang.ScopedValue")
            || line.contains("jdk.internal.vm.ScopedValueContainer")
            || line.contains("java.lang.Thread.run(")
            || line.contains("java.lang.VirtualThread"));
  }
}
