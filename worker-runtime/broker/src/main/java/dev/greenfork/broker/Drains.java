package dev.greenfork.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Which workers are told to fetch nothing more, and what they say to it. An order stands for a
 * while and is prolonged by whoever gave it, so that a worker whose operator has gone fetches
 * again. Workers hear of it when they refresh their leases, within two seconds. Thread safe.
 *
 * <p>Each call is one round trip and throws a {@link BrokerException} if that fails.
 */
public interface Drains {

  /**
   * Orders these workers to drain, or prolongs the order.
   *
   * @param orders ids by name of the node
   * @param life how long they stand from now on
   */
  void order(Map<String, String> orders, Duration life);

  /** These workers, by name of their nodes, fetch again; what they said is forgotten. */
  void cancel(Collection<String> nodes);

  /** The orders by name of the node, those that have ended included. */
  Map<String, DrainOrder> all();
}
