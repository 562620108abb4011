package dev.greenfork.examples.conformance;

import dev.greenfork.task.Default;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import dev.greenfork.task.TaskContext;
import java.time.Duration;

/** Tasks that run again: because they say so, or because of what they threw. */
public final class RetryingTasks {

  /** Runs again {@code times} times, 100 ms apart, and then returns how often that was. */
  @Task(name = "conformance.retry", kind = Kind.IO, maxRetries = -1)
  public int retry(int times) {
    TaskContext context = TaskContext.current();
    if (context.retries() < times) {
      throw context.retry(Duration.ofMillis(100));
    }
    return context.retries();
  }

  /** Runs again once, {@code seconds} later, with a reason that the RETRY state shows. */
  @Task(name = "conformance.wait_for_retry", kind = Kind.IO)
  public int waitForRetry(@Default("0.5") double seconds) {
    TaskContext context = TaskContext.current();
    if (context.retries() == 0) {
      Duration pause = Duration.ofNanos(Math.round(seconds * 1e9));
      throw context.retry(pause, new IllegalArgumentException("once more"));
    }
    return context.retries();
  }

  /** Fails {@code times} times and is run again after each, at most twice. */
  @Task(
      name = "conformance.flaky",
      kind = Kind.IO,
      retryFor = IllegalArgumentException.class,
      maxRetries = 2,
      retryDelay = "100ms")
  public int flaky(int times) {
    return failingBefore(times);
  }

  /** As flaky, with pauses of 1 s, 2 s, 4 s. */
  @Task(
      name = "conformance.backoff",
      kind = Kind.IO,
      retryFor = IllegalArgumentException.class,
      backoff = "1s",
      jitter = false)
  public int backoff(int times) {
    return failingBefore(times);
  }

  private static int failingBefore(int times) {
    int retries = TaskContext.current().retries();
    if (retries < times) {
      throw new IllegalArgumentException("try " + retries);
    }
    return retries;
  }
}
