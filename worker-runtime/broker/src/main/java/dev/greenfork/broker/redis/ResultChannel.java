package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * Subscribes to the channels of results on one connection, read by a thread of its own, and again
 * after each broken connection.
 *
 * <p>The lock guards writing to the connection; the reader never takes it while it waits for Redis.
 */
final class ResultChannel implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ResultChannel.class);

  /** A connection that is silent for three pings is dead. */
  private static final Duration PING_EVERY = Duration.ofSeconds(5);

  private final Site site;
  private final Consumer<String> subscribed;
  private final BiConsumer<String, byte[]> published;
  private final Set<String> channels = ConcurrentHashMap.newKeySet();
  private final ReentrantLock writing = new ReentrantLock();
  private final Alarm stop = new Alarm();
  private final Thread thread;
  private final Thread pinger;
  private @Nullable RedisConnection connection;
  private volatile boolean open = true;

  /**
   * @param subscribed told when a channel is listened to, the first time and after each break: what
   *     was published before has been missed
   * @param published told what was published
   */
  ResultChannel(Site site, Consumer<String> subscribed, BiConsumer<String, byte[]> published) {
    this.site = site;
    this.subscribed = subscribed;
    this.published = published;
    this.thread = Thread.ofPlatform().name("greenfork-results").daemon().start(this::run);
    this.pinger = Thread.ofVirtual().name("greenfork-results-ping").start(this::ping);
  }

  void subscribe(String channel) {
    if (channels.add(channel)) {
      send(Command.SUBSCRIBE, channel);
    }
  }

  void unsubscribe(String channel) {
    if (channels.remove(channel)) {
      send(Command.UNSUBSCRIBE, channel);
    }
  }

  @Override
  public void close() {
    open = false;
    stop.raise();
    pinger.interrupt();
    writing.lock();
    try {
      if (connection != null) {
        connection.abort();
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
        send(Command.PING);
      }
    } catch (InterruptedException e) {
      log.trace("closed");
    }
  }

  private void send(Command command, String... channel) {
    writing.lock();
    try {
      if (connection != null) {
        connection.send(command, RedisConnection.bytes(channel));
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
      try (RedisConnection current = connect()) {
        if (failing) {
          log.info("Hearing of results again");
          failing = false;
        }
        backoff.reset();
        while (open) {
          Object push = current.receive();
          try {
            hear(push);
          } catch (RuntimeException e) {
            log.error("Who waited for a result failed on it", e);
          }
        }
      } catch (BrokerException e) {
        if (open && !failing) {
          failing = true;
          log.warn("Cannot hear of results and tries again: {}", e.getMessage());
        }
        if (!pause(backoff.next())) {
          return;
        }
      }
    }
  }

  private RedisConnection connect() {
    RedisConnection fresh = site.results().open("greenfork:subscribe");
    fresh.patience(PING_EVERY.multipliedBy(3));
    writing.lock();
    try {
      connection = fresh;
      if (!open) {
        fresh.abort();
      }
      // Redis ends the subscription mode with the last channel; one that nobody uses keeps it.
      fresh.send(Command.SUBSCRIBE, utf8("greenfork:none"));
      for (String channel : channels) {
        fresh.send(Command.SUBSCRIBE, utf8(channel));
      }
      return fresh;
    } catch (BrokerException e) {
      fresh.close();
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private void hear(Object push) {
    if (push instanceof List<?> parts && parts.size() == 3) {
      String channel = text(parts.get(1));
      switch (text(parts.getFirst())) {
        case "subscribe" -> subscribed.accept(channel);
        case "message" -> published.accept(channel, (byte[]) parts.get(2));
        default -> log.trace("{}", channel);
      }
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
