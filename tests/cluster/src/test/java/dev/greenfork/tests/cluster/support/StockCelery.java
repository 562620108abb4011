package dev.greenfork.tests.cluster.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stock Python client and worker of the Celery tests, as processes of this machine. */
public final class StockCelery implements AutoCloseable {

  private static final int STOP_SECONDS = 20;

  private final Process worker;

  private StockCelery(Process worker) {
    this.worker = worker;
  }

  /** A worker that knows the conformance tasks as Python has them, until it is closed. */
  public static StockCelery worker(TestRedis redis, String node, String queue) {
    return new StockCelery(
        start(
            redis,
            ProcessBuilder.Redirect.DISCARD,
            "-m",
            "celery",
            "-A",
            "python_tasks",
            "worker",
            "-P",
            "solo",
            "-Q",
            queue,
            "-n",
            node));
  }

  /**
   * Runs lines that may use {@code app}, and returns what they printed.
   *
   * @throws AssertionError if they fail
   */
  public static String run(TestRedis redis, String... lines) throws InterruptedException {
    String program = "from python_tasks import app\n" + String.join("\n", lines);
    Process python = start(redis, ProcessBuilder.Redirect.PIPE, "-c", program);
    try {
      String output =
          new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (python.waitFor() != 0) {
        throw new AssertionError(output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    worker.destroy();
    try {
      if (!worker.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        worker.destroyForcibly();
      }
    } catch (InterruptedException e) {
      worker.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Process start(
      TestRedis redis, ProcessBuilder.Redirect output, String... arguments) {
    File folder = Checkout.path("tests/celery").toFile();
    List<String> command = new ArrayList<>(List.of(new File(folder, "python").getPath()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder)
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().put("BROKER", redis.url());
    builder.environment().put("RESULTS", redis.url());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
