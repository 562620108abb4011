package dev.greenfork.worker.watchdog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a thread is, in one line. */
final class Stack {

  private static final int MOST_FRAMES = 30;

  /** Where a thread sleeps or waits on its carrier; what keeps it there is farther out. */
  private static final Set<String> WAITING =
      Set.of("jdk.internal.misc.Unsafe.park", "java.lang.Object.wait0");

  /** Calls tasks: what is below is the same for all. */
  private static final String CALLER = "dev.greenfork.worker.run.TaskCode";

  private final StackTraceElement[] frames;

  Stack(StackTraceElement[] frames) {
    this.frames = frames.clone();
  }

  /** Why it cannot leave its carrier, as far as the stack tells. */
  String pinnedBy() {
    boolean waits = false;
    for (StackTraceElement frame : frames) {
      String method = frame.getClassName() + "." + frame.getMethodName();
      if (frame.getMethodName().equals("<clinit>")) {
        return "in the class initialiser of " + frame.getClassName();
      }
      if (WAITING.contains(method)) {
        waits = true;
      } else if (frame.isNativeMethod()) {
        return "by the native method " + method;
      }
    }
    // Calls through java.lang.foreign leave no frame that is shown.
    return waits
        ? "by native code that has called Java code"
        : "probably by the initialiser of a class that another thread is in";
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
