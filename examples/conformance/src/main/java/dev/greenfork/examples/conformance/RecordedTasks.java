package dev.greenfork.examples.conformance;

import dev.greenfork.task.Default;
import dev.greenfork.task.Task;
import dev.greenfork.task.TaskContext;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A task that leaves a trace of each of its runs: what the chaos suite counts. */
public final class RecordedTasks {

  private final WaitingTasks waiting = new WaitingTasks();

  /**
   * Writes this run to a ledger, then waits, computes, and returns {@code x}; runs again {@code
   * times} times first.
   *
   * @param ledger where the ledger listens, {@code host:port}; see {@link Ledger}
   */
  @Task(name = "conformance.recorded", maxRetries = -1)
  public @Nullable Object recorded(
      @Nullable Object x,
      String ledger,
      @Default("0") double seconds,
      @Default("0") int millis,
      @Default("0") int times)
      throws IOException, InterruptedException {
    TaskContext context = TaskContext.current();
    Ledger.at(ledger).add(context.id(), context.retries());
    waiting.sleep(seconds);
    ComputingTasks.compute(Duration.ofMillis(millis));
    if (context.retries() < times) {
      throw context.retry(Duration.ofMillis(100));
    }
    return x;
  }
}
