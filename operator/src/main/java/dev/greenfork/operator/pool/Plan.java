package dev.greenfork.operator.pool;

import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.workload.Workload;

/** What to do for a pool. */
sealed interface Plan {

  /** Bring the workload to this. */
  record Bring(Workload workload) implements Plan {}

  /** Leave everything as it is. */
  record Leave() implements Plan {}

  /**
   * Decides. Pure. What runs is never taken down because a Broker or Secret has gone: workers may
   * still hold their connections. Nothing is started that could not even try to connect (the
   * kubelet would retry a missing Secret ever more slowly, while the operator sees it come within
   * seconds), nor that would take the tasks of another namespace.
   */
  static Plan of(WorkerPool pool, BrokerView broker, boolean exists) {
    return switch (broker) {
      case BrokerView.Missing missing -> new Leave();
      case BrokerView.Unseen unseen -> new Leave();
      case BrokerView.Unusable unusable ->
          exists ? new Bring(Workload.of(pool, unusable.spec())) : new Leave();
      case BrokerView.Usable usable -> new Bring(Workload.of(pool, usable.spec()));
    };
  }
}
