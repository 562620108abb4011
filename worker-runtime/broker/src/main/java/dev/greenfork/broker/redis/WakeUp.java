package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.BrokerException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.Protocol.Command;

/**
 * Hears on a connection of its own that a watched list has changed (client tracking with a
 * redirect), on a thread of its own.
 *
 * <p>It lives and dies with the connection whose reads are watched: when either breaks, both are
 * made anew.
 */
final class WakeUp implements AutoCloseable {

  private static final String CHANNEL = "__redis__:invalidate";

  /** After so long without a word the other side is asked for one. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final RedisConnection listener;
  private final Alarm alarm;
  private final Consumer<List<?>> changed;
  private final Thread thread;
  private volatile boolean broken;
  private volatile long heard = System.nanoTime();
  private long asked = heard;

  private WakeUp(RedisConnection listener, Alarm alarm, Consumer<List<?>> changed) {
    this.listener = listener;
    this.alarm = alarm;
    this.changed = changed;
    this.thread = Thread.ofPlatform().name("greenfork-wake").daemon().start(this::listen);
  }

  /**
   * Lets {@code listener} hear about what {@code reader} reads after CLIENT CACHING YES.
   *
   * @throws BrokerException if tracking is refused; the listener is closed then
   */
  static WakeUp start(RedisConnection reader, RedisConnection listener, Alarm alarm) {
    return start(reader, listener, alarm, keys -> {});
  }

  /**
   * As above.
   *
   * @param changed is told the names of the keys before the alarm is raised, on the listener's
   *     thread; nothing if it may be any
   */
  static WakeUp start(
      RedisConnection reader, RedisConnection listener, Alarm alarm, Consumer<List<?>> changed) {
    try {
      String id = Long.toString(Connector.id(listener));
      listener.call(Command.SUBSCRIBE, CHANNEL);
      reader.call(Command.CLIENT, "TRACKING", "ON", "REDIRECT", id, "OPTIN", "NOLOOP");
      // The fetch loop asks from time to time whether this socket still lives.
      listener.patience(Duration.ZERO);
      return new WakeUp(listener, alarm, changed);
    } catch (BrokerException e) {
      listener.close();
      throw e;
    }
  }

  boolean broken() {
    return broken;
  }

  /**
   * Asks for a sign of life where there was none for a while, and notices if it does not come. For
   * one thread, which comes by again and again while it waits.
   *
   * @param patience how long the answer may take
   */
  void check(Duration patience) {
    long now = System.nanoTime();
    if (heard - asked < 0) {
      if (now - asked > patience.toNanos()) {
        fail();
      }
    } else if (now - heard > QUIET.toNanos()) {
      try {
        asked = now;
        listener.send(Command.PING);
      } catch (BrokerException e) {
        fail();
      }
    }
  }

  @Override
  public void close() {
    listener.abort();
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      while (true) {
        Object push = listener.receive();
        heard = System.nanoTime();
        if (!isPong(push)) {
          changed.accept(keys(push));
          alarm.raise();
        }
      }
    } catch (BrokerException e) {
      fail();
    }
  }

  private void fail() {
    broken = true;
    alarm.raise();
  }

  /** Of an invalidation: the third part. A flush of everything has none. */
  private static List<?> keys(Object push) {
    return push instanceof List<?> parts && parts.size() > 2 && parts.get(2) instanceof List<?> keys
        ? keys
        : List.of();
  }

  private static boolean isPong(Object push) {
    return push instanceof List<?> parts && text(parts.getFirst()).equals("pong");
  }
}
