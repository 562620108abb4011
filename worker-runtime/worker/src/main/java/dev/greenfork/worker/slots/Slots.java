package dev.greenfork.worker.slots;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A fixed number of slots. Thread safe. */
public final class Slots {

  private final int total;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int free;

  public Slots(int total) {
    if (total < 1) {
      throw new IllegalArgumentException("A pool needs at least one slot, not " + total + ".");
    }
    this.total = total;
    this.free = total;
  }

  /**
   * Takes all slots that are free, after waiting for the first one.
   *
   * @return how many; 0 if none became free within {@code patience}
   */
  public int reserveAll(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (free == 0) {
        if (left <= 0) {
          return 0;
        }
        left = changed.awaitNanos(left);
      }
      int taken = free;
      free = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back {@code count} slots. */
  public void release(int count) {
    if (count == 0) {
      return;
    }
    lock.lock();
    try {
      if (free + count > total) {
        throw new IllegalStateException(
            "%d slots were released while only %d of %d were taken: a fault of the worker."
                .formatted(count, total - free, total));
      }
      free += count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no slot is taken; false if that took longer than {@code patience}. */
  public boolean awaitIdle(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (free < total) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** All slots, taken or not. */
  public int total() {
    return total;
  }

  /** Slots taken now, reserved ones included. */
  public int taken() {
    lock.lock();
    try {
      return total - free;
    } finally {
      lock.unlock();
    }
  }
}
