package dev.greenfork.worker.it;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.tasks.TaskSet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A green worker in a process of its own, which its tasks may kill. */
final class KilledWorker {

  private KilledWorker() {}

  /** Starts one with a thousand slots. */
  static Process start(String url, Path log) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-Xmx256m", "-cp", classPath, KilledWorker.class.getName(), url)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
        .start();
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    WorkerOptions options =
        new WorkerOptions(
            "killed@host",
            List.of("celery"),
            BrokerSettings.of(arguments[0]),
            PoolOptions.of(PoolType.GREEN, 1_000),
            new WorkerOptions.Service(null, Duration.ofSeconds(10)));
    Worker worker = Worker.start(options, TaskSet.ofClassPath(), () -> {});
    worker.awaitStop(Duration.ofMinutes(5));
  }
}
