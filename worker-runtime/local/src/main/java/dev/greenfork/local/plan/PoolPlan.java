package dev.greenfork.local.plan;

import dev.greenfork.decisions.resources.WorkerPoolSpec;
import java.util.Map;

/**
 * A pool to run.
 *
 * @param environment the variables that its manifest gives to its workers
 */
public record PoolPlan(
    String name, WorkerPoolSpec spec, BrokerPlan broker, Map<String, String> environment) {

  public PoolPlan {
    environment = Map.copyOf(environment);
  }
}
