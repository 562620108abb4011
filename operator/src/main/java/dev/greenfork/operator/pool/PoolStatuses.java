package dev.greenfork.operator.pool;

import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.decisions.resources.Resolved;
import dev.greenfork.decisions.resources.WorkerPoolStatus;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.status.Conditions;
import dev.greenfork.operator.workers.WorkerPod;
import dev.greenfork.operator.workload.Names;
import java.time.Instant;
import java.util.List;

/** Computes a pool's status. Pure; equal to the stored one when there is nothing new to say. */
final class PoolStatuses {

  private PoolStatuses() {}

  static WorkerPoolStatus next(
      WorkerPool pool, BrokerView broker, Outcome outcome, List<WorkerPod> pods, Instant now) {
    WorkerPoolStatus before = pool.getStatus();
    int wanted = pool.getSpec().wantedReplicas();
    Workers workers = Workers.of(wanted, outcome.live());
    Long generation = pool.getMetadata().getGeneration();
    return new WorkerPoolStatus(
        generation,
        Conditions.next(
            before == null ? null : before.conditions(),
            PoolConditions.of(wanted, broker, outcome, pods),
            generation,
            now),
        workers.existing(),
        workers.ready(),
        workers.column(),
        Names.selectorText(pool.getMetadata().getName()),
        new Resolved(PoolSize.concurrency(pool.getSpec())),
        before == null ? null : before.tasks(),
        null,
        null);
  }
}
