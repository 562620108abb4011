package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes things from many threads and writes what has gathered in one go, on a thread of its own,
 * again and again until it is confirmed. What waits is bounded by bytes. Thread safe.
 *
 * <p>One lock guards the queue and its counters; it is never held while the sink writes.
 */
final class GroupWriter<T> {

  /** Where the things go. Called by the writer's thread only. */
  interface Sink<T> {

    /** The weight of one thing in bytes. */
    int size(T item);

    /**
     * Writes a batch and tells who waits for it.
     *
     * @return the items that must be written again
     * @throws BrokerException if it is not known which were written
     */
    List<T> write(List<T> batch);

    /** After an exception: the items to write again. */
    default List<T> retry(List<T> batch, BrokerException cause) {
      return batch;
    }

    /** Gives up an item because the writer was closed. */
    default void abandon(T item) {}

    /** Ends the connection, if there is one. */
    void disconnect();
  }

  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);
  private static final int BATCH_ITEMS = 500;
  private static final int BATCH_BYTES = 2 << 20;

  private final Sink<T> sink;
  private final int limit;
  private final Backoff backoff;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Deque<T> queue = new ArrayDeque<>();
  private long bytes;
  private long accepted;
  private long confirmed;
  private boolean closed;
  private boolean failing;

  /**
   * @param limit bytes that may wait before {@link #add} blocks
   */
  GroupWriter(String name, Sink<T> sink, int limit, Backoff backoff) {
    this.sink = sink;
    this.limit = limit;
    this.backoff = backoff;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
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

  /** Queues an item if there is room; false if there is none or the writer is closed. */
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
  int unwritten() {
    lock.lock();
    try {
      return (int) (accepted - confirmed);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was added before is confirmed; false if that took too long. */
  boolean flush(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long target = accepted;
      long left = patience.toNanos();
      while (confirmed < target) {
        if (left <= 0 || !thread.isAlive()) {
          return false;
        }
        left = drained.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more, and gives up what could not be written within {@code patience}. */
  void close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
        sink.disconnect();
        thread.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      sink.disconnect();
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(T item) {
    queue.add(item);
    bytes += sink.size(item);
    accepted++;
    changed.signal();
  }

  private void run() {
    List<T> batch = List.of();
    try {
      for (batch = take(); !batch.isEmpty(); batch = take()) {
        List<T> left = batch;
        while (!left.isEmpty()) {
          left = write(left);
        }
        confirm(batch);
      }
    } catch (InterruptedException e) {
      batch.forEach(sink::abandon);
    } finally {
      sink.disconnect();
      abandonQueue();
    }
  }

  private List<T> write(List<T> batch) throws InterruptedException {
    List<T> left;
    try {
      left = sink.write(batch);
      if (failing) {
        failing = false;
        log.info("{} writes again", thread.getName());
      }
    } catch (BrokerException e) {
      sink.disconnect();
      left = sink.retry(batch, e);
      if (!failing) {
        failing = true;
        String then = left.isEmpty() ? "" : " and tries again";
        log.warn("{} cannot write{}: {}", thread.getName(), then, e.getMessage());
      }
    } catch (RuntimeException e) {
      // A fault of ours; without this thread nothing would ever be written again.
      log.error("{} cannot write and tries again", thread.getName(), e);
      sink.disconnect();
      left = batch;
    }
    if (left.isEmpty()) {
      backoff.reset();
    } else {
      Thread.sleep(backoff.next());
    }
    return left;
  }

  private List<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty() && !closed) {
        changed.await();
      }
      List<T> batch = new ArrayList<>(Math.min(queue.size(), BATCH_ITEMS));
      int size = 0;
      while (!queue.isEmpty() && batch.size() < BATCH_ITEMS && size < BATCH_BYTES) {
        T item = queue.remove();
        size += sink.size(item);
        batch.add(item);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void confirm(List<T> batch) {
    lock.lock();
    try {
      for (T item : batch) {
        bytes -= sink.size(item);
      }
      confirmed += batch.size();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void abandonQueue() {
    lock.lock();
    try {
      queue.forEach(sink::abandon);
      queue.clear();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
