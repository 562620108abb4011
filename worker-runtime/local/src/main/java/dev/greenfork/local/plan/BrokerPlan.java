package dev.greenfork.local.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Broker as the pools of this machine see it.
 *
 * @param name of the Broker, for people
 * @param results null where results are stored beside the queues
 */
public record BrokerPlan(
    String name, Server queues, @Nullable Server results, Duration resultExpires) {

  /** Whether a Redis has to be started for it. */
  public boolean needsOwn() {
    return queues.isOwn() || (results != null && results.isOwn());
  }
}
