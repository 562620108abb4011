package dev.greenfork.local.plan;

import java.util.List;

/**
 * All that is to run.
 *
 * @param pools at least one
 * @param notices what was decided without being told, and what is left out; for people
 */
public record Plan(List<PoolPlan> pools, List<String> notices) {

  public Plan {
    pools = List.copyOf(pools);
    notices = List.copyOf(notices);
  }

  /** The brokers of the pools, each once. */
  public List<BrokerPlan> brokers() {
    return pools.stream().map(PoolPlan::broker).distinct().toList();
  }

  /** The workers of all pools. */
  public List<WorkerPlan> workers() {
    return pools.stream().flatMap(pool -> WorkerPlan.of(pool).stream()).toList();
  }
}
