package dev.greenfork.worker.prefork;

import dev.greenfork.worker.WorkerException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes children ahead of their need, so that a place loses no time when it changes its child. One
 * spare at once: what the memory of a container must have room for. Thread safe.
 */
final class Spares implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Spares.class);

  private final Nursery nursery;
  private final Backoff backoff = new Backoff();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private int orders;
  private @Nullable ChildProcess warm;
  private boolean closed;

  Spares(Nursery nursery) {
    this.nursery = nursery;
    this.thread = Thread.ofPlatform().name("greenfork-spares").daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Asks for a child, for whoever takes one first. */
  void order() {
    change(1);
  }

  /** Takes an order back. */
  void cancel() {
    change(-1);
  }

  /**
   * A warm child; null if there is none.
   *
   * @param ordered whether the caller has an order, which is done then
   */
  @Nullable ChildProcess take(boolean ordered) {
    lock.lock();
    try {
      ChildProcess taken = warm != null && warm.isAlive() ? warm : null;
      warm = null;
      if (taken != null && ordered) {
        orders--;
      }
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the child that the caller has ordered; null if there is none in time. */
  @Nullable ChildProcess await(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (left > 0 && !closed && (warm == null || !warm.isAlive())) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return take(true);
  }

  boolean isWarm() {
    lock.lock();
    try {
      return warm != null && warm.isAlive();
    } finally {
      lock.unlock();
    }
  }

  /** How long it takes until all that is ordered is made, but for {@code less} of it. */
  Duration backlog(int less) {
    lock.lock();
    try {
      return nursery.warmUp().multipliedBy(Math.max(0, orders - less));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    ChildProcess left;
    lock.lock();
    try {
      closed = true;
      left = warm;
      warm = null;
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    if (left != null) {
      left.close();
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void change(int by) {
    lock.lock();
    try {
      orders = Math.max(0, orders + by);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      while (awaitOrder()) {
        try {
          keep(nursery.raise());
        } catch (WorkerException e) {
          if (Thread.interrupted()) {
            throw new InterruptedException("closed while a spare was made");
          }
          Duration pause = backoff.notReady();
          log.error("{} Next try for a spare child in {}.", e.getMessage(), pause);
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      log.debug("No more spare children are made.");
    }
  }

  private boolean awaitOrder() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (orders == 0 || (warm != null && warm.isAlive()))) {
        var _ = changed.await(1, TimeUnit.SECONDS);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void keep(ChildProcess child) {
    backoff.ended();
    boolean late;
    lock.lock();
    try {
      late = closed;
      warm = late ? null : child;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (late) {
      child.close();
    }
  }
}
