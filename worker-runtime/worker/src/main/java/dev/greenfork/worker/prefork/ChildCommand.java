package dev.greenfork.worker.prefork;

import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.logging.LogConfigurator;
import dev.greenfork.worker.prefork.child.ChildMain;
import dev.greenfork.worker.prefork.proc.Offspring;
import dev.greenfork.worker.startup.CacheFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child is started: which Java, flags and environment. The environment is empty but for what
 * programs need to find themselves and what the pool names, so that no URL of the broker gets in.
 */
final class ChildCommand {

  private static final List<String> KEPT =
      List.of("PATH", "HOME", "LANG", "LC_*", "TZ", "TMPDIR", "JAVA_HOME");

  /** The heap that a child starts with, in bytes: its classes and a few tasks. */
  private static final long FIRST_HEAP = 8L << 20;

  /** Settings of the worker, which may hold a URL: never passed on, whatever the pool names. */
  private static final String OWN = "GREENFORK_";

  /** Flags for whatever JVM starts next, the worker: passed on only where the pool names them. */
  private static final List<String> OF_JAVA =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private final ChildOptions options;
  private final String classPath;

  ChildCommand(ChildOptions options, String classPath) {
    this.classPath = classPath;
    this.options = options;
  }

  /**
   * The command of one child.
   *
   * @param heap its most heap, in bytes
   * @param offspring those that are to be known as its tasks' processes
   */
  ProcessBuilder builder(Path socket, long heap, Offspring offspring) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:ActiveProcessorCount=1");
    command.add("-Xmx" + heap);
    command.add("-Xms" + Math.min(heap, FIRST_HEAP));
    // What the compilers needed at their busiest would stay with the allocator otherwise.
    command.add("-XX:TrimNativeHeapInterval=2000");
    command.add("-XX:+ExitOnOutOfMemoryError");
    // What a child leaves on the disk when it dies: no core, one crash log, which is read and
    // removed, and no file of counters.
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + CrashLog.beside(socket).file());
    command.add("-XX:-UsePerfData");
    command.addAll(CacheFlags.ofThisProcess());
    command.add("-D" + LogConfigurator.FORMAT + "=none");
    command.add(
        "-D" + LogConfigurator.LEVEL + "=" + System.getProperty(LogConfigurator.LEVEL, "INFO"));
    command.add("-cp");
    command.add(classPath);
    command.add(ChildMain.class.getName());
    command.add(socket.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !isKept(name));
    builder.environment().put(Offspring.VARIABLE, offspring.name());
    // What native code or the JVM itself prints goes straight to the worker's own streams.
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder;
  }

  /** Whether a variable of this worker is passed on. */
  boolean isKept(String name) {
    if (name.startsWith(OWN)) {
      return false;
    }
    return OF_JAVA.contains(name)
        ? options.environment().contains(name)
        : matches(KEPT, name) || matches(options.environment(), name);
  }

  private static boolean matches(List<String> patterns, String name) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                pattern.endsWith("*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern));
  }
}
