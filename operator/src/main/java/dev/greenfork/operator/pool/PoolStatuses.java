package dev.greenfork.operator.pool;

import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.decisions.resources.Resolved;
import dev.greenfork.decisions.resources.WorkerPoolStatus;
import dev.greenfork.operator.replicas.Standing;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.status.Conditions;
import dev.greenfork.operator.status.Statement;
import dev.greenfork.operator.workers.WorkerPod;
import dev.greenfork.operator.workload.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Computes a pool's status. Pure; equal to the stored one when there is nothing new to say. */
final class PoolStatuses {

  private PoolStatuses() {}

  /**
   * What the status is made of.
   *
   * @param broker as the pool sees it
   * @param outcome what came of bringing the workers to what they should be
   * @param pods those that are there
   * @param standing how many workers there are to be, and why
   * @param tasks what is known of its tasks
   */
  record Sight(
      BrokerView broker,
      Outcome outcome,
      List<WorkerPod> pods,
      Standing standing,
      TaskReport tasks) {}

  static WorkerPoolStatus next(WorkerPool pool, Sight sight, Instant now) {
    WorkerPoolStatus before = pool.getStatus();
    Standing standing = sight.standing();
    Workers workers = Workers.of(standing.replicas(), sight.outcome().live());
    List<Statement> statements =
        new ArrayList<>(
            PoolConditions.of(standing.replicas(), sight.broker(), sight.outcome(), sight.pods()));
    statements.add(sight.tasks().compatible());
    if (standing.active() != null) {
      statements.add(standing.active());
    }
    Long generation = pool.getMetadata().getGeneration();
    return new WorkerPoolStatus(
        generation,
        Conditions.next(before == null ? null : before.conditions(), statements, generation, now),
        workers.existing(),
        workers.ready(),
        workers.column(),
        Names.selectorText(pool.getMetadata().getName()),
        new Resolved(PoolSize.concurrency(pool.getSpec())),
        sight.tasks().index(),
        standing.decision(),
        standing.draining().isEmpty() ? null : standing.draining());
  }
}
