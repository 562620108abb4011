package dev.greenfork.worker.prefork;

import java.util.function.LongSupplier;

/**
 * Slows one thread down to so many steps a second, after a burst that it may take at once. For one
 * thread.
 */
final class Pace {

  /** Waits so many nanoseconds; returns early when the thread is interrupted. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long nanos);
  }

  private final long interval;
  private final long allowance;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private long due;

  /**
   * @param burst steps that may come at once
   * @param nanoTime as {@link System#nanoTime}
   */
  Pace(int perSecond, int burst, LongSupplier nanoTime, Sleeper sleeper) {
    this.interval = 1_000_000_000L / perSecond;
    this.allowance = interval * burst;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.due = nanoTime.getAsLong() - allowance;
  }

  /** Takes a step, waiting for its time. */
  void step() {
    long now = nanoTime.getAsLong();
    if (now - due > allowance) {
      due = now - allowance;
    }
    due += interval;
    if (due - now > 0) {
      sleeper.sleep(due - now);
    }
  }
}
