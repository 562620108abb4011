package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection that is opened when first used, and anew after it broke. One caller at a time. */
final class KeptConnection implements AutoCloseable {

  private final Connector connector;
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable RedisConnection connection;

  KeptConnection(Connector connector, String name) {
    this.connector = connector;
    this.name = name;
  }

  /** Uses the connection; after an exception of the broker's the next caller gets a new one. */
  <T> T use(Function<RedisConnection, T> work) {
    lock.lock();
    try {
      RedisConnection current = connection == null ? connector.open(name) : connection;
      connection = current;
      return work.apply(current);
    } catch (BrokerException e) {
      close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (connection != null) {
        connection.close();
        connection = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
