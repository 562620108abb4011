package dev.greenfork.local.process;

import dev.greenfork.local.plan.WorkerPlan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Starts workers with the command of this installation. */
public final class WorkerStarter implements Replica.Starter {

  private static final String FLAGS = "GREENFORK_";
  private static final String JAVA_OPTIONS = "GREENFORK_JAVA_OPTS";

  private final Installation installation;
  private final Addresses addresses;
  private final Guard guard;
  private final String tasks;
  private final BiConsumer<String, String> lines;

  /**
   * A starter for one run.
   *
   * @param tasks jars, or folders of jars, with the tasks
   * @param lines is told the name of a worker and each line that it writes, on many threads
   */
  public WorkerStarter(
      Installation installation,
      Addresses addresses,
      Guard guard,
      List<Path> tasks,
      BiConsumer<String, String> lines) {
    this.installation = installation;
    this.addresses = addresses;
    this.guard = guard;
    this.tasks =
        tasks.stream()
            .map(path -> path.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    this.lines = lines;
  }

  @Override
  public WorkerProcess start(WorkerPlan plan) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Executables.detached(List.of(installation.launcher().toString(), "worker")));
    Map<String, String> environment = builder.environment();
    // Flags of this command are none of the workers', and may hold a URL.
    environment.keySet().removeIf(name -> name.startsWith(FLAGS) && !name.equals(JAVA_OPTIONS));
    environment.putAll(plan.variables());
    environment.putAll(addresses.variables(plan.pool().broker()));
    if (!tasks.isEmpty()) {
      environment.put("GREENFORK_TASKS", tasks);
    }
    WorkerProcess process =
        WorkerProcess.start(plan.name(), builder, line -> lines.accept(plan.name(), line));
    guard.worker(process.pid());
    return process;
  }

  @Override
  public void ended(WorkerProcess process) {
    guard.gone(process.pid());
  }
}
