package dev.greenfork.worker.prefork.child;

import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;

/**
 * The soft time limit of the run on this thread: interrupts it once, while it is open. The hard one
 * is the parent's, who kills this process.
 */
final class SoftLimit implements AutoCloseable {

  private final Thread task = Thread.currentThread();
  private boolean open = true;
  private boolean passed;

  private SoftLimit() {}

  /**
   * Begins the limit.
   *
   * @param millis 0 for none
   */
  static SoftLimit start(long millis) {
    SoftLimit limit = new SoftLimit();
    if (millis > 0) {
      Thread.ofPlatform().name("greenfork-soft-limit").daemon().start(() -> limit.watch(millis));
    }
    return limit;
  }

  /** A failure by the interrupt of the limit is told as the limit. */
  synchronized Outcome judge(Outcome outcome) {
    return passed && outcome instanceof Outcome.Failure failure && failure.interrupted()
        ? Failures.softLimit(failure.traceback())
        : outcome;
  }

  @Override
  public synchronized void close() {
    open = false;
    notifyAll();
  }

  private synchronized void watch(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (open) {
        long left = (end - System.nanoTime() + 999_999) / 1_000_000;
        if (left <= 0) {
          passed = true;
          task.interrupt();
          return;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
