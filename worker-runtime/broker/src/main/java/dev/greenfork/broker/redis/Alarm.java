package dev.greenfork.broker.redis;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A flag that one thread waits for and others raise. It stays raised until it is waited for. Thread
 * safe.
 */
final class Alarm {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();
  private boolean up;

  void raise() {
    lock.lock();
    try {
      up = true;
      raised.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits up to this long, then lowers the flag; false if it was not raised. */
  boolean await(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!up && left > 0) {
        left = raised.awaitNanos(left);
      }
      boolean was = up;
      up = false;
      return was;
    } finally {
      lock.unlock();
    }
  }
}
