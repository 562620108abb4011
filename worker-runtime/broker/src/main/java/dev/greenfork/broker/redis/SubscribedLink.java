package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.redis.Subscriptions.Form;
import dev.greenfork.broker.redis.Subscriptions.Opened;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * The writing side of a subscribed connection, and the names that are listened to whatever becomes
 * of it. Its lock guards writing; who reads never takes it while waiting for Redis. Thread safe.
 */
final class SubscribedLink {

  private static final Logger log = LoggerFactory.getLogger(SubscribedLink.class);

  private final Form form;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable Opened opened;
  private boolean closed;

  SubscribedLink(Form form) {
    this.form = form;
  }

  void subscribe(String name) {
    names.add(name);
    send(form.subscribe(), name);
  }

  void unsubscribe(String name) {
    if (names.remove(name)) {
      send(form.unsubscribe(), name);
    }
  }

  void ping() {
    send(Command.PING, null);
  }

  /**
   * Subscribes to all names on a fresh connection.
   *
   * @param patience after so much silence its reader gives it up
   */
  void use(Opened fresh, Duration patience) {
    RedisConnection connection = fresh.connection();
    connection.patience(patience);
    writing.lock();
    try {
      opened = fresh;
      if (closed) {
        connection.abort();
      }
      // Redis ends the subscription mode with the last channel; one that nobody uses keeps it.
      connection.send(Command.SUBSCRIBE, utf8("greenfork:none"));
      for (String name : names) {
        connection.send(form.subscribe(), utf8(fresh.prefix() + name));
      }
    } catch (BrokerException e) {
      connection.close();
      throw e;
    } finally {
      writing.unlock();
    }
  }

  /** Cuts the connection and every later one. */
  void abort() {
    writing.lock();
    try {
      closed = true;
      if (opened != null) {
        opened.connection().abort();
      }
    } finally {
      writing.unlock();
    }
  }

  private void send(Command command, @Nullable String name) {
    writing.lock();
    try {
      if (opened == null) {
        return;
      }
      if (name == null) {
        opened.connection().send(command);
      } else {
        opened.connection().send(command, utf8(opened.prefix() + name));
      }
    } catch (BrokerException e) {
      // The reader meets the same break and subscribes to everything again.
      log.debug("cannot {}", command, e);
    } finally {
      writing.unlock();
    }
  }
}
