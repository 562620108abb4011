package dev.greenfork.worker.it;

import dev.greenfork.task.TaskContext;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.RateLimit;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.Definitions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that declare limits and retries, for {@link FutureWorkIT}. */
public final class FutureWorkTasks implements TaskIndex {

  private static final TaskOptions PLAIN = TaskOptions.DEFAULT;

  @Override
  public List<TaskDefinition> tasks() {
    Parameter number = Definitions.parameter("number", long.class);
    return List.of(
        Definitions.task("it.now", (self, a) -> System.currentTimeMillis()),
        Definitions.task("it.slow", (self, a) -> slow()),
        Definitions.task("it.patient", (self, a) -> patient()),
        rated("it.limited", "10/s"),
        rated("it.rare", "1/h"),
        Definitions.with(
            Definitions.task("it.soft", (self, a) -> sleep((long) a[0]), number),
            limits(Duration.ofMillis(150), null)),
        Definitions.with(
            Definitions.task("it.flaky", (self, a) -> flaky((long) a[0]), number), retries()));
  }

  private static TaskDefinition rated(String name, String rate) {
    return Definitions.with(
        Definitions.task(name, (self, a) -> System.currentTimeMillis()),
        limits(null, RateLimit.parse(rate).orElseThrow()));
  }

  private static TaskOptions limits(@Nullable Duration soft, @Nullable RateLimit rate) {
    return new TaskOptions(
        PLAIN.kind(),
        PLAIN.ack(),
        PLAIN.retries(),
        new TaskOptions.RunLimits(soft, null, rate),
        PLAIN.storing());
  }

  private static TaskOptions retries() {
    var policy =
        new TaskOptions.RetryPolicy(
            List.of(IOException.class), List.of(), 2, Duration.ofMillis(50), null);
    return new TaskOptions(PLAIN.kind(), PLAIN.ack(), policy, PLAIN.limits(), PLAIN.storing());
  }

  private static Object sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return millis;
  }

  private static Object slow() throws InterruptedException {
    long now = System.nanoTime();
    Thread.sleep(2);
    return now;
  }

  private static Object patient() {
    throw TaskContext.current().retry(Duration.ofMinutes(1), new IOException("not yet"));
  }

  /** Fails that many times. */
  private static Object flaky(long times) throws IOException {
    int retries = TaskContext.current().retries();
    if (retries < times) {
      throw new IOException("failed the " + retries + ". retry");
    }
    return retries;
  }
}
