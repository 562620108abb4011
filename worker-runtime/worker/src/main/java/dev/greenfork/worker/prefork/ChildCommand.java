package dev.greenfork.worker.prefork;

import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.logging.LogConfigurator;
import dev.greenfork.worker.prefork.child.ChildMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a child is started: which Java, flags and environment. The environment is empty but for what
 * programs need to find themselves and what the pool names, so that no URL of the broker gets in.
 */
final class ChildCommand {

  private static final List<String> KEPT =
      List.of("PATH", "HOME", "LANG", "LC_*", "TZ", "TMPDIR", "JAVA_HOME");

  /** Settings of the worker, which may hold a URL: never passed on, whatever the pool names. */
  private static final String OWN = "GREENFORK_";

  /** Flags for whatever JVM starts next, the worker: passed on only where the pool names them. */
  private static final List<String> OF_JAVA =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  /** The heaps of all children together, in per cent of the memory that the JVM sees. */
  private static final double HEAP_PERCENT = 60;

  private final int concurrency;
  private final ChildOptions options;
  private final String classPath;

  ChildCommand(int concurrency, ChildOptions options, String classPath) {
    this.classPath = classPath;
    this.concurrency = concurrency;
    this.options = options;
  }

  ProcessBuilder builder(Path socket) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:ActiveProcessorCount=1");
    command.add(heap());
    command.add("-XX:InitialRAMPercentage=0.1");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Xshare:auto");
    command.add("-D" + LogConfigurator.FORMAT + "=none");
    command.add(
        "-D" + LogConfigurator.LEVEL + "=" + System.getProperty(LogConfigurator.LEVEL, "INFO"));
    command.add("-cp");
    command.add(classPath);
    command.add(ChildMain.class.getName());
    command.add(socket.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !isKept(name));
    // What native code or the JVM itself prints goes straight to the worker's own streams.
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder;
  }

  private String heap() {
    Long most = options.mostMemory();
    return most == null
        ? String.format(Locale.ROOT, "-XX:MaxRAMPercentage=%.2f", HEAP_PERCENT / concurrency)
        : "-Xmx" + most / 4 * 3;
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
