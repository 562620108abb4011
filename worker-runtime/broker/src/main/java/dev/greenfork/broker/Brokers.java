package dev.greenfork.broker;

import dev.greenfork.broker.redis.RedisBroker;

/**
 * Opens brokers. Redis is the only kind so far; its scheme is checked when it connects, because the
 * URL may change.
 */
public final class Brokers {

  private Brokers() {}

  /** A broker for these settings; connects to nothing yet. */
  public static Broker open(BrokerSettings settings) {
    return RedisBroker.open(settings);
  }
}
