package dev.greenfork.worker.watchdog;

import java.util.ArrayList;
import java.util.List;

/** Where a thread is, in one line. */
final class Stack {

  private static final int MOST_FRAMES = 30;
  private static final String PARKING = "jdk.internal.misc.Unsafe";

  /** Calls tasks: what is below is the same for all. */
  private static final String CALLER = "dev.greenfork.worker.run.TaskCode";

  private final StackTraceElement[] frames;

  Stack(StackTraceElement[] frames) {
    this.frames = frames.clone();
  }

  /** Why it cannot leave its carrier, as far as the stack tells. */
  String pinnedBy() {
    for (StackTraceElement frame : frames) {
      if (frame.getMethodName().equals("<clinit>")) {
        return "in the class initialiser of " + frame.getClassName();
      }
      if (frame.isNativeMethod() && !frame.getClassName().equals(PARKING)) {
        return "by the native method %s.%s".formatted(frame.getClassName(), frame.getMethodName());
      }
    }
    return "probably by the initialiser of a class that another thread is in";
  }

  /** The innermost frame first. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (StackTraceElement frame : frames) {
      if (frame.getClassName().equals(CALLER)) {
        break;
      }
      if (lines.size() == MOST_FRAMES) {
        lines.add("...");
        break;
      }
      lines.add(frame.toString());
    }
    return String.join(" < ", lines);
  }
}
