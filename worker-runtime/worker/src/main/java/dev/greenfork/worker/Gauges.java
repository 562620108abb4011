package dev.greenfork.worker;

import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.routing.Routing;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.slots.Slots;

/** The numbers that are read where they arise. */
final class Gauges {

  private Gauges() {}

  static void register(WorkerMetrics metrics, Routing routing) {
    metrics.gauge(
        "greenfork_queues_split",
        "Queues of this worker that the other type of pool serves as well.",
        routing::splitQueues);
  }

  static void register(WorkerMetrics metrics, ResourceLimits resources) {
    metrics.gauge(
        "greenfork_resource_waiters",
        "Fetched tasks that wait for a resource, by resource.",
        "resource",
        resources::waiters);
    metrics.gauge(
        "greenfork_resource_in_use",
        "Tasks that use a resource now, by resource.",
        "resource",
        resources::used);
  }

  static void register(
      WorkerMetrics metrics,
      Slots slots,
      RunningTasks running,
      Waiting waiting,
      TaskConsumer consumer) {
    metrics.gauge("greenfork_slots", "Tasks that can run at once.", slots::total);
    metrics.gauge("greenfork_tasks_running", "Tasks that run now.", running::size);
    metrics.gauge(
        "greenfork_tasks_waiting", "Fetched tasks that wait for their time.", waiting::size);
    metrics.gauge(
        "greenfork_broker_connected",
        "1 while the last fetch or lease refresh succeeded.",
        () -> consumer.status().connected() ? 1 : 0);
    metrics.gauge(
        "greenfork_outcomes_unwritten",
        "Outcomes that the broker has not confirmed yet.",
        () -> consumer.status().unwritten());
    metrics.gauge(
        "greenfork_leases_lost",
        "How often the worker had to register anew.",
        () -> consumer.status().leasesLost());
    metrics.count(
        "greenfork_messages_restored",
        "Messages of dead workers that this one has put back.",
        () -> consumer.status().restored().messages());
    metrics.count(
        "greenfork_messages_restored_started",
        "Those of them that were running when their process died.",
        () -> consumer.status().restored().died());
  }
}
