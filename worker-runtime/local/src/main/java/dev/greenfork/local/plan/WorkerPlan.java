package dev.greenfork.local.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One worker process to run.
 *
 * @param name pool and number, such as {@code feeds-0}
 */
public record WorkerPlan(String name, PoolPlan pool) {

  /** The workers of a pool, as many as it wants replicas. */
  public static List<WorkerPlan> of(PoolPlan pool) {
    return IntStream.range(0, pool.spec().wantedReplicas())
        .mapToObj(number -> new WorkerPlan(pool.name() + "-" + number, pool))
        .toList();
  }

  /** Its flags as variables, without those that say where its broker is. */
  public Map<String, String> variables() {
    return WorkerVariables.of(name, pool);
  }
}
