package dev.greenfork.operator.scaling;

import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.operator.resources.WorkerPool;
import java.util.List;

/**
 * A pool of a Broker, as far as it matters to those that serve the same queues.
 *
 * @param name the pool's; its workers are called {@code name@pod}
 * @param slots tasks at once of one worker
 * @param most workers that it may have
 */
public record Member(String name, PoolType type, int slots, int most, List<String> queues) {

  public Member {
    queues = List.copyOf(queues);
  }

  /** As its spec says: a pool that is not scaled has as many workers as it asks for. */
  public static Member of(WorkerPool pool) {
    WorkerPoolSpec spec = pool.getSpec();
    ScalingSpec scaling = spec.autoscaling();
    return new Member(
        pool.getMetadata().getName(),
        spec.type(),
        Math.max(1, PoolSize.concurrency(spec)),
        scaling == null ? spec.wantedReplicas() : scaling.max(),
        spec.queueNames());
  }

  boolean serves(String queue) {
    return queues.contains(queue);
  }

  long mostSlots() {
    return (long) slots * most;
  }
}
