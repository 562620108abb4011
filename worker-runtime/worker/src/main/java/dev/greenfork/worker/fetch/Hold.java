package dev.greenfork.worker.fetch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where the fetch loop waits while nothing is to be fetched. Thread safe. */
final class Hold {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean held;
  private boolean waiting;

  /** Holds, or lets go. */
  void set(boolean whether) {
    lock.lock();
    try {
      held = whether;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is held, and the loop waits here. */
  boolean isQuiet() {
    lock.lock();
    try {
      return held && waiting;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while it is held, for at most {@code patience}.
   *
   * @return whether the loop may go on
   */
  boolean pass(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (held && left > 0) {
        waiting = true;
        left = changed.awaitNanos(left);
      }
      waiting = held;
      return !held;
    } finally {
      lock.unlock();
    }
  }
}
