package dev.greenfork.examples.conformance;

import dev.greenfork.task.Default;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Requires;
import dev.greenfork.task.Task;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@link RecordedTasks#recorded} under names that say where it is to run: what the chaos suite
 * sends to queues that pools of both types serve.
 */
public final class PlacedTasks {

  private final RecordedTasks tasks = new RecordedTasks();

  /** Best in a green pool. */
  @Task(name = "conformance.recorded_io", kind = Kind.IO, maxRetries = -1)
  public @Nullable Object waits(
      @Nullable Object x,
      String ledger,
      @Default("0") double seconds,
      @Default("0") int millis,
      @Default("0") int times)
      throws IOException, InterruptedException {
    return tasks.recorded(x, ledger, seconds, millis, times);
  }

  /** Best in a prefork pool. */
  @Task(name = "conformance.recorded_cpu", kind = Kind.CPU, maxRetries = -1)
  public @Nullable Object computes(
      @Nullable Object x,
      String ledger,
      @Default("0") double seconds,
      @Default("0") int millis,
      @Default("0") int times)
      throws IOException, InterruptedException {
    return tasks.recorded(x, ledger, seconds, millis, times);
  }

  /** Nowhere but in a prefork pool. */
  @Task(name = "conformance.recorded_prefork", requires = Requires.PREFORK, maxRetries = -1)
  public @Nullable Object processes(
      @Nullable Object x,
      String ledger,
      @Default("0") double seconds,
      @Default("0") int millis,
      @Default("0") int times)
      throws IOException, InterruptedException {
    return tasks.recorded(x, ledger, seconds, millis, times);
  }
}
