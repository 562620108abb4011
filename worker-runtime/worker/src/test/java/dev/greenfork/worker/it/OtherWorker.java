package dev.greenfork.worker.it;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.tasks.TaskSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Workers in a process of their own, which can be killed. */
public final class OtherWorker implements AutoCloseable {

  /**
   * What one of them serves, and how it gets there.
   *
   * @param results the URL of the result backend; that of the broker for the same one
   */
  record Way(String broker, String results, String queue) {}

  private final Process process;

  private OtherWorker(Process process) {
    this.process = process;
  }

  /** One that serves {@code celery}. */
  static OtherWorker start(String url, PoolType pool, int concurrency) throws IOException {
    return start(url, pool, concurrency, 256);
  }

  /** One with so many MiB of heap. */
  static OtherWorker start(String url, PoolType pool, int concurrency, int heap)
      throws IOException {
    return start(pool, concurrency, List.of(new Way(url, url, "celery")), heap);
  }

  /** One per way; their names are {@code other0@host} and so on. */
  static OtherWorker start(PoolType pool, int concurrency, List<Way> ways, int heap)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx" + heap + "m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OtherWorker.class.getName());
    command.addAll(List.of(pool.name(), String.valueOf(concurrency)));
    ways.forEach(way -> command.addAll(List.of(way.broker(), way.results(), way.queue())));
    return new OtherWorker(new ProcessBuilder(command).inheritIO().start());
  }

  public static void main(String[] arguments) throws InterruptedException {
    PoolOptions pool =
        PoolOptions.of(PoolType.valueOf(arguments[0]), Integer.parseInt(arguments[1]));
    List<Worker> workers = new ArrayList<>();
    for (int at = 2; at < arguments.length; at += 3) {
      Endpoint broker = Endpoint.of(arguments[at]);
      Endpoint results = Endpoint.of(arguments[at + 1]);
      WorkerOptions options =
          new WorkerOptions(
              "other%d@host".formatted(workers.size()),
              List.of(arguments[at + 2]),
              BrokerSettings.of(broker, results),
              pool,
              WorkerOptions.Service.DEFAULT);
      workers.add(Worker.start(options, TaskSet.ofClassPath(), () -> {}));
    }
    workers.getFirst().awaitStop(Duration.ofMinutes(5));
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

  /** Asks it to end, as the kubelet does. */
  void terminate() {
    process.toHandle().destroy();
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
