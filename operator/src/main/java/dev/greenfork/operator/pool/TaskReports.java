package dev.greenfork.operator.pool;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.routing.RoutingDesk;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What is known of the tasks of pools, for their reconciler and as metrics. Thread-safe. */
@ApplicationScoped
class TaskReports {

  private final RoutingDesk desk;
  private final MismatchMetrics metrics;

  TaskReports(RoutingDesk desk, MismatchMetrics metrics) {
    this.desk = desk;
    this.metrics = metrics;
  }

  /** Who reconciles the pools of a Broker when something else was seen there. */
  void onSight(Consumer<BrokerOwner> who) {
    desk.listen(who);
  }

  /** Of this pool, whose workers are these. */
  TaskReport of(WorkerPool pool, Workers workers) {
    BrokerOwner broker =
        new BrokerOwner(pool.getMetadata().getNamespace(), pool.getSpec().broker());
    TaskReport report =
        TaskReport.of(pool, desk.of(broker), workers.wanted() > 0 && workers.complete());
    metrics.found(ResourceID.fromResource(pool), report.findings());
    return report;
  }

  /** Forgets pools that are gone. */
  void prune(Predicate<ResourceID> exists) {
    metrics.prune(exists);
  }
}
