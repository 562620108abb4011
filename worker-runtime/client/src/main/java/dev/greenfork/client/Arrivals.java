package dev.greenfork.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Results in the order in which they arrive: {@code while (arrivals.hasNext()) {
 * arrivals.next(patience) ... }}. For one thread.
 *
 * @param <T> the type of their values
 */
public final class Arrivals<T> {

  private final BlockingQueue<AsyncResult<T>> ended = new LinkedBlockingQueue<>();
  private int left;

  private Arrivals(int left) {
    this.left = left;
  }

  /** Waits for these from now on. */
  static <T> Arrivals<T> of(List<AsyncResult<T>> results) {
    Arrivals<T> arrivals = new Arrivals<>(results.size());
    for (AsyncResult<T> result : results) {
      var _ = result.onComplete().whenComplete((_, _) -> arrivals.ended.add(result));
    }
    return arrivals;
  }

  /** Whether there are results that {@link #next} has not given. */
  public boolean hasNext() {
    return left > 0;
  }

  /**
   * The next result that has ended, well or badly; {@link AsyncResult#get} then does not wait.
   *
   * @throws TaskTimeoutException if none has ended within {@code patience}
   * @throws java.util.NoSuchElementException if all were given
   */
  public AsyncResult<T> next(Duration patience) throws InterruptedException {
    if (left == 0) {
      throw new java.util.NoSuchElementException("all results were given");
    }
    AsyncResult<T> next = ended.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null) {
      throw new TaskTimeoutException(
          "none of %d tasks has ended within %s s".formatted(left, patience.toMillis() / 1000.0));
    }
    left--;
    return next;
  }
}
