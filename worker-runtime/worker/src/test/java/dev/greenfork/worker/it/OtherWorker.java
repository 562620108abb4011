package dev.greenfork.worker.it;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.tasks.TaskSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A prefork worker with two children in a process of its own, which can be killed. */
public final class OtherWorker implements AutoCloseable {

  private final Process process;

  private OtherWorker(Process process) {
    this.process = process;
  }

  static OtherWorker start(String url) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new OtherWorker(
        new ProcessBuilder(java, "-XX:+UseSerialGC", "-cp", classPath, name(), url)
            .inheritIO()
            .start());
  }

  public static void main(String[] arguments) throws InterruptedException {
    WorkerOptions options =
        new WorkerOptions(
            "other@host",
            List.of("celery"),
            BrokerSettings.of(arguments[0]),
            PoolOptions.of(PoolType.PREFORK, 2),
            WorkerOptions.Service.DEFAULT);
    Worker.start(options, TaskSet.ofClassPath(), () -> {}).awaitStop(Duration.ofMinutes(1));
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Kills the parent alone. */
  void killParent() {
    process.destroyForcibly();
  }

  /** Kills all, as the kernel does with a container whose memory is used up. */
  void killAll() {
    List<ProcessHandle> children = children();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    killAll();
  }

  private static String name() {
    return OtherWorker.class.getName();
  }
}
