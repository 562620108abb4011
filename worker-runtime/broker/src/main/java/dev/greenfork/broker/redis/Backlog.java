package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * What waits to be written, bounded by bytes: many threads add to it, one takes batches and
 * confirms them. One lock guards the queue and its counters.
 */
final class Backlog<T> {

  private static final int BATCH_BYTES = 2 << 20;

  private final ToIntFunction<T> size;
  private final int limit;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Deque<T> queue = new ArrayDeque<>();
  private long bytes;
  private long accepted;
  private long confirmed;
  private boolean closed;

  /**
   * @param size the weight of one thing in bytes
   * @param limit bytes that may wait before {@link #add} blocks
   * @param most things of a batch
   */
  Backlog(ToIntFunction<T> size, int limit, int most) {
    this.size = size;
    this.limit = limit;
    this.most = most;
  }

  /** Queues an item, after waiting for room. */
  void add(T item) {
    lock.lock();
    try {
      while (bytes >= limit && !closed) {
        drained.awaitUninterruptibly();
      }
      if (closed) {
        throw new BrokerUnavailableException("the connection to the broker is closed");
      }
      enqueue(item);
    } finally {
      lock.unlock();
    }
  }

  /** Queues an item if there is room; false if there is none or this is closed. */
  boolean offer(T item) {
    lock.lock();
    try {
      if (closed || bytes >= limit) {
        return false;
      }
      enqueue(item);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Items that are not confirmed. */
  int unconfirmed() {
    lock.lock();
    try {
      return (int) (accepted - confirmed);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all that was added before is confirmed; false if that took too long, or can no
   * longer happen.
   *
   * @param hope whether somebody still writes
   */
  boolean awaitConfirmed(Duration patience, BooleanSupplier hope) throws InterruptedException {
    lock.lock();
    try {
      long target = accepted;
      long left = patience.toNanos();
      while (confirmed < target) {
        if (left <= 0 || !hope.getAsBoolean()) {
          return false;
        }
        left = drained.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next batch, after waiting for one; empty once this is closed and nothing is left. */
  List<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty() && !closed) {
        changed.await();
      }
      List<T> batch = new ArrayList<>(Math.min(queue.size(), most));
      int taken = 0;
      while (!queue.isEmpty() && batch.size() < most && taken < BATCH_BYTES) {
        T item = queue.remove();
        taken += size.applyAsInt(item);
        batch.add(item);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** This batch is written. */
  void confirm(List<T> batch) {
    lock.lock();
    try {
      for (T item : batch) {
        bytes -= size.applyAsInt(item);
      }
      confirmed += batch.size();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; what is there can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up what is left. */
  void abandon(Consumer<T> each) {
    lock.lock();
    try {
      queue.forEach(each);
      queue.clear();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(T item) {
    queue.add(item);
    bytes += size.applyAsInt(item);
    accepted++;
    changed.signal();
  }
}
