package dev.greenfork.worker;

import dev.greenfork.worker.events.TaskTally;
import dev.greenfork.worker.green.GreenPool;
import dev.greenfork.worker.init.Reaper;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.shutdown.Replacement;
import dev.greenfork.worker.watchdog.CarrierMetrics;
import dev.greenfork.worker.watchdog.Watchdog;
import dev.greenfork.worker.watchdog.WatchedRuns;

/**
 * What looks after tasks that do not let go, and after processes that they leave. Made before the
 * pool, begun after it.
 */
record Guard(WatchedRuns runs, Replacement replacement) {

  static Guard create() {
    return new Guard(new WatchedRuns(), new Replacement());
  }

  GreenPool.Supervision supervision() {
    return new GreenPool.Supervision(runs, replacement::abandoned);
  }

  void watch(PoolOptions pool, TaskTally tally, WorkerMetrics metrics, Resources resources) {
    Reaper.startWhereNeeded().ifPresent(reaper -> resources.add(reaper, Reaper::close));
    if (pool.type() != PoolType.GREEN) {
      return;
    }
    metrics.gauge(
        "greenfork_tasks_abandoned",
        "Tasks that go on after their hard time limit and cannot be ended.",
        replacement::count);
    if (pool.watchdog()) {
      CarrierMetrics carriers = new CarrierMetrics(metrics);
      resources.add(Watchdog.start(runs, tally, carriers), Watchdog::close);
    }
  }
}
