package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a broker has made, ended in reverse order. Thread safe. */
final class Parts implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<AutoCloseable> made = new ArrayDeque<>();
  private boolean closed;

  /** Makes one that is ended with the others. */
  <T extends AutoCloseable> T make(Supplier<T> maker) {
    lock.lock();
    try {
      if (closed) {
        throw new BrokerUnavailableException("this broker was closed");
      }
      T part = maker.get();
      made.push(part);
      return part;
    } finally {
      lock.unlock();
    }
  }

  /** One that is made when it is first asked for, and only once. */
  <T extends AutoCloseable> Supplier<T> lazily(Supplier<T> maker) {
    return new Supplier<>() {
      private @Nullable T part;

      @Override
      public T get() {
        lock.lock();
        try {
          T current = closed || part == null ? make(maker) : part;
          part = current;
          return current;
        } finally {
          lock.unlock();
        }
      }
    };
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      while (!made.isEmpty()) {
        close(made.pop());
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException("no part of this package throws when it is closed", e);
    }
  }
}
