package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.BrokerException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;

/**
 * Subscribes to channels or to patterns of them on one connection, read by a thread of its own, and
 * again after each broken connection.
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

    Command subscribe() {
      return subscribe;
    }

    Command unsubscribe() {
      return unsubscribe;
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
  private final Supplier<Opened> opener;
  private final Listener listener;
  private final SubscribedLink link;
  private final Alarm stop = new Alarm();
  private final Thread thread;
  private final Thread pinger;
  private volatile boolean open = true;

  /**
   * @param what names the threads and what is heard of, in logs
   */
  Subscriptions(Site site, String what, Form form, Supplier<Opened> opener, Listener listener) {
    this.site = site;
    this.what = what;
    this.opener = opener;
    this.listener = listener;
    this.link = new SubscribedLink(form);
    this.thread = Thread.ofPlatform().name("greenfork-" + what).daemon().start(this::run);
    // No virtual thread: tasks that hog the carriers would let the connection die.
    this.pinger =
        Thread.ofPlatform().name("greenfork-" + what + "-ping").daemon().start(this::ping);
  }

  /** Listens to this name; confirms it again where it is listened to already. */
  void subscribe(String name) {
    link.subscribe(name);
  }

  void unsubscribe(String name) {
    link.unsubscribe(name);
  }

  @Override
  public void close() {
    open = false;
    stop.raise();
    pinger.interrupt();
    link.abort();
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
        link.ping();
      }
    } catch (InterruptedException e) {
      log.trace("closed");
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
    link.use(fresh, PING_EVERY.multipliedBy(3));
    return fresh;
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
