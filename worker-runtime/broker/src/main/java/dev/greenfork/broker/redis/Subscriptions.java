package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * Subscribes to channels or to patterns of them on one connection, read by a thread of its own, and
 * again after each broken connection.
 *
 * <p>The lock guards writing to the connection; the reader never takes it while it waits for Redis.
 */
final class Subscriptions implements AutoCloseable {

  /** What the names are. */
  enum Form {
    CHANNELS(Command.SUBSCRIBE, Command.UNSUBSCRIBE),
    PATTERNS(Command.PSUBSCRIBE, Command.PUNSUBSCRIBE);

    private final Command subscribe;
    private final Command unsubscribe;

    Form(Command subscribe, Command unsubscribe) {
      this.subscribe = subscribe;
      this.unsubscribe = unsubscribe;
    }
  }

  /**
   * A fresh connection.
   *
   * @param prefix put before each name, and left out of what listeners are told
   */
  record Opened(RedisConnection connection, String prefix) {}

  /** Hears what comes, on the reader's thread. */
  interface Listener {

    /** A connection was made; all names will be confirmed on it. */
    default void connected() {}

    /**
     * A name is listened to: the first time, when asked again, and after each break. What was
     * published before has been missed.
     */
    void subscribed(String name);

    /** Something was published; a channel is its own name. */
    void published(String name, String channel, byte[] message);
  }

  private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

  /** A connection that is silent for three pings is dead. */
  private static final Duration PING_EVERY = Duration.ofSeconds(5);

  private final Site site;
  private final String what;
  private final Form form;
  private final Supplier<Opened> opener;
  private final Listener listener;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final ReentrantLock writing = new ReentrantLock();
  private final Alarm stop = new Alarm();
  private final Thread thread;
  private final Thread pinger;
  private @Nullable Opened opened;
  private volatile boolean open = true;

  /**
   * @param what names the threads and what is heard of, in logs
   */
  Subscriptions(Site site, String what, Form form, Supplier<Opened> opener, Listener listener) {
    this.site = site;
    this.what = what;
    this.form = form;
    this.opener = opener;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("greenfork-" + what).daemon().start(this::run);
    // No virtual thread: tasks that hog the carriers would let the connection die.
    this.pinger =
        Thread.ofPlatform().name("greenfork-" + what + "-ping").daemon().start(this::ping);
  }

  /** Listens to this name; confirms it again where it is listened to already. */
  void subscribe(String name) {
    names.add(name);
    send(form.subscribe, name);
  }

  void unsubscribe(String name) {
    if (names.remove(name)) {
      send(form.unsubscribe, name);
    }
  }

  @Override
  public void close() {
    open = false;
    stop.raise();
    pinger.interrupt();
    writing.lock();
    try {
      if (opened != null) {
        opened.connection().abort();
      }
    } finally {
      writing.unlock();
    }
    try {
      thread.join(Duration.ofSeconds(2));
      pinger.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ping() {
    try {
      while (open) {
        Thread.sleep(PING_EVERY);
        send(Command.PING, null);
      }
    } catch (InterruptedException e) {
      log.trace("closed");
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

  private void run() {
    Backoff backoff = site.backoff();
    boolean failing = false;
    while (open) {
      Opened current = null;
      try {
        current = connect();
        if (failing) {
          log.info("Hearing of {} again", what);
          failing = false;
        }
        backoff.reset();
        listener.connected();
        while (open) {
          hear(current, current.connection().receive());
        }
      } catch (BrokerException e) {
        if (open && !failing) {
          failing = true;
          log.warn("Cannot hear of {} and tries again: {}", what, e.getMessage());
        }
        if (!pause(backoff.next())) {
          return;
        }
      } finally {
        if (current != null) {
          current.connection().close();
        }
      }
    }
  }

  private Opened connect() {
    Opened fresh = opener.get();
    RedisConnection connection = fresh.connection();
    connection.patience(PING_EVERY.multipliedBy(3));
    writing.lock();
    try {
      opened = fresh;
      if (!open) {
        connection.abort();
      }
      // Redis ends the subscription mode with the last channel; one that nobody uses keeps it.
      connection.send(Command.SUBSCRIBE, utf8("greenfork:none"));
      for (String name : names) {
        connection.send(form.subscribe, utf8(fresh.prefix() + name));
      }
      return fresh;
    } catch (BrokerException e) {
      connection.close();
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private void hear(Opened from, Object push) {
    if (!(push instanceof List<?> parts) || parts.size() < 3) {
      return;
    }
    try {
      String name = text(parts.get(1));
      if (name.startsWith(from.prefix())) {
        hear(name.substring(from.prefix().length()), parts);
      }
    } catch (RuntimeException e) {
      log.error("Who listens to {} failed on what it heard", what, e);
    }
  }

  private void hear(String name, List<?> parts) {
    switch (text(parts.getFirst())) {
      case "subscribe", "psubscribe" -> listener.subscribed(name);
      case "message" -> listener.published(name, name, (byte[]) parts.get(2));
      case "pmessage" -> listener.published(name, text(parts.get(2)), (byte[]) parts.get(3));
      default -> log.trace("{}", name);
    }
  }

  private boolean pause(Duration pause) {
    try {
      stop.await(pause);
      return open;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
