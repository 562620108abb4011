package dev.greenfork.worker;

/**
 * The pool of a worker.
 *
 * @param concurrency tasks at once, 1 to 100,000; of prefork, at most 256
 * @param limits of every task that brings none in its message
 * @param children how prefork children live
 * @param watchdog whether the carriers of green tasks are watched; only measurements do without
 */
public record PoolOptions(
    PoolType type, int concurrency, TimeLimits limits, ChildOptions children, boolean watchdog) {

  /** With the watchdog. */
  public PoolOptions(PoolType type, int concurrency, TimeLimits limits, ChildOptions children) {
    this(type, concurrency, limits, children, true);
  }

  public PoolOptions {
    int most = type.mostSlots();
    if (concurrency < 1 || concurrency > most) {
      throw new IllegalArgumentException(
          "The concurrency of a %s pool must be 1 to %d, but is %d; set -c accordingly."
              .formatted(type.label(), most, concurrency));
    }
  }

  /** Without limits and own environment. */
  public static PoolOptions of(PoolType type, int concurrency) {
    return new PoolOptions(type, concurrency, TimeLimits.NONE, ChildOptions.DEFAULT);
  }
}
