package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import java.time.Duration;
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

  private final RedisConnection listener;
  private final Alarm alarm;
  private final Thread thread;
  private volatile boolean broken;

  private WakeUp(RedisConnection listener, Alarm alarm) {
    this.listener = listener;
    this.alarm = alarm;
    this.thread = Thread.ofPlatform().name("greenfork-wake").daemon().start(this::listen);
  }

  /**
   * Lets {@code listener} hear about what {@code reader} reads after CLIENT CACHING YES.
   *
   * @throws BrokerException if tracking is refused; the listener is closed then
   */
  static WakeUp start(RedisConnection reader, RedisConnection listener, Alarm alarm) {
    try {
      String id = Long.toString(Connector.id(listener));
      listener.call(Command.SUBSCRIBE, CHANNEL);
      reader.call(Command.CLIENT, "TRACKING", "ON", "REDIRECT", id, "OPTIN", "NOLOOP");
      // The safety poll of the fetch loop notices when this socket is dead.
      listener.patience(Duration.ZERO);
      return new WakeUp(listener, alarm);
    } catch (BrokerException e) {
      listener.close();
      throw e;
    }
  }

  boolean broken() {
    return broken;
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
        listener.receive();
        alarm.raise();
      }
    } catch (BrokerException e) {
      broken = true;
      alarm.raise();
    }
  }
}
