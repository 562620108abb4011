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

/** A worker in a process of its own, which can be killed. */
public final class OtherWorker implements AutoCloseable {

  private final Process process;

  private OtherWorker(Process process) {
    this.process = process;
  }

  static OtherWorker start(String url, PoolType pool, int concurrency) throws IOException {
    return start(url, pool, concurrency, 256);
  }

  /** One with so many MiB of heap. */
  static OtherWorker start(String url, PoolType pool, int concurrency, int heap)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new OtherWorker(
        new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "-Xmx" + heap + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                OtherWorker.class.getName(),
                url,
                pool.name(),
                String.valueOf(concurrency))
            .inheritIO()
            .start());
  }

  public static void main(String[] arguments) throws InterruptedException {
    WorkerOptions options =
        new WorkerOptions(
            "other@host",
            List.of("celery"),
            BrokerSettings.of(arguments[0]),
            PoolOptions.of(PoolType.valueOf(arguments[1]), Integer.parseInt(arguments[2])),
            WorkerOptions.Service.DEFAULT);
    Worker.start(options, TaskSet.ofClassPath(), () -> {}).awaitStop(Duration.ofMinutes(5));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
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
}
