package dev.greenfork.worker;

import dev.greenfork.broker.Broker;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.events.TaskEvents;
import dev.greenfork.worker.events.TaskTally;
import dev.greenfork.worker.events.Vitals;
import dev.greenfork.worker.events.WorkerEvents;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.observe.Observers;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** What listens on the tasks' path. Made before it, and connected to the broker after it. */
record Monitoring(
    WorkerOptions options,
    LamportClock clock,
    TaskTally tally,
    TaskEvents events,
    WorkerMetrics metrics) {

  static Monitoring of(
      WorkerOptions options, TaskRegistry tasks, WorkerMetrics metrics, InstantSource time) {
    LamportClock clock = new LamportClock();
    TaskEvents events = new TaskEvents(clock, time, metrics, silent(tasks));
    events.enable(options.service().events().tasks());
    return new Monitoring(options, clock, new TaskTally(), events, metrics);
  }

  private static Set<String> silent(TaskRegistry tasks) {
    return tasks.all().stream()
        .filter(task -> !task.options().storing().sendEvents())
        .map(TaskDefinition::name)
        .collect(Collectors.toSet());
  }

  /** What the steps of the path tell. */
  TaskObserver observer() {
    return new Observers(tally, events);
  }

  /** The way to the monitors, not yet started. */
  WorkerEvents open(Broker broker, Vitals vitals) {
    return WorkerEvents.to(
        new WorkerEvents.Destination(
            broker.fanout(),
            options.nodename(),
            options.pool().type().label(),
            options.service().events().heartbeat()),
        events,
        vitals,
        metrics);
  }
}
