package dev.greenfork.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Thrown by a task to be run again later; see {@link TaskContext#retry(Duration)}. */
public final class RetryTask extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration after;

  RetryTask(Duration after, @Nullable Throwable reason) {
    super("Retry in " + after.toMillis() / 1000.0 + " s", reason, false, false);
    if (after.isNegative()) {
      throw new IllegalArgumentException("A retry cannot be " + after + " ago; use Duration.ZERO.");
    }
    this.after = after;
  }

  /** How long to wait before the next run; zero or more. */
  public Duration after() {
    return after;
  }
}
