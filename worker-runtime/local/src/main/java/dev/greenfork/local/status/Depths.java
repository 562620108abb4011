package dev.greenfork.local.status;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.QueueDepth;
import dev.greenfork.local.plan.BrokerPlan;
import dev.greenfork.local.plan.PoolPlan;
import java.util.Map;
import java.util.OptionalLong;

/** Counts the messages that wait for a pool. Thread safe. */
public final class Depths {

  private final Map<BrokerPlan, Broker> brokers;

  /** Asks these brokers; closing them is the caller's. */
  public Depths(Map<BrokerPlan, Broker> brokers) {
    this.brokers = Map.copyOf(brokers);
  }

  /** Messages in the pool's queues; empty if the broker does not say. */
  OptionalLong of(PoolPlan pool) {
    Broker broker = brokers.get(pool.broker());
    if (broker == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          broker.depths(pool.spec().queueNames()).values().stream()
              .mapToLong(QueueDepth::total)
              .sum());
    } catch (BrokerException e) {
      return OptionalLong.empty();
    }
  }
}
