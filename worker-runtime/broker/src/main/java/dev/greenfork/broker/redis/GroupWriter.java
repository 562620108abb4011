package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes things from many threads and writes what has gathered in one go, on a thread of its own,
 * again and again until it is confirmed. What waits is bounded by bytes. Thread safe.
 *
 * <p>The lock of the backlog is never held while the sink writes.
 */
final class GroupWriter<T> {

  /** Where the things go. Called by the writer's thread only. */
  interface Sink<T> {

    /** The weight of one thing in bytes. */
    int size(T item);

    /** How many things it writes in one go. */
    default int most() {
      return 500;
    }

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
  private final Sink<T> sink;
  private final Backlog<T> backlog;
  private final Backoff backoff;
  private final Thread thread;
  private boolean failing;

  /**
   * @param limit bytes that may wait before {@link #add} blocks
   */
  GroupWriter(String name, Sink<T> sink, int limit, Backoff backoff) {
    this.sink = sink;
    this.backlog = new Backlog<>(sink::size, limit, sink.most());
    this.backoff = backoff;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Queues an item, after waiting for room. */
  void add(T item) {
    backlog.add(item);
  }

  /** Queues an item if there is room; false if there is none or the writer is closed. */
  boolean offer(T item) {
    return backlog.offer(item);
  }

  /** Items that are not confirmed. */
  int unwritten() {
    return backlog.unconfirmed();
  }

  /** Waits until all that was added before is confirmed; false if that took too long. */
  boolean flush(Duration patience) throws InterruptedException {
    return backlog.awaitConfirmed(patience, thread::isAlive);
  }

  /** Takes nothing more, and gives up what could not be written within {@code patience}. */
  void close(Duration patience) {
    backlog.close();
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

  private void run() {
    List<T> batch = List.of();
    try {
      for (batch = backlog.take(); !batch.isEmpty(); batch = backlog.take()) {
        List<T> left = batch;
        while (!left.isEmpty()) {
          left = write(left);
        }
        backlog.confirm(batch);
      }
    } catch (InterruptedException e) {
      batch.forEach(sink::abandon);
    } finally {
      sink.disconnect();
      backlog.abandon(sink::abandon);
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
}
