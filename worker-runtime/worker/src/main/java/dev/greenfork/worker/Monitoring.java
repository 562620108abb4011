package dev.greenfork.worker;

import dev.greenfork.broker.Broker;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.worker.events.TaskEvents;
import dev.greenfork.worker.events.TaskTally;
import dev.greenfork.worker.events.Vitals;
import dev.greenfork.worker.events.WorkerEvents;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.observe.Observers;
import dev.greenfork.worker.observe.TaskObserver;
import java.time.InstantSource;

/** What listens on the tasks' path. Made before it, and connected to the broker after it. */
record Monitoring(
    WorkerOptions options,
    LamportClock clock,
    TaskTally tally,
    TaskEvents events,
    WorkerMetrics metrics) {

  static Monitoring of(WorkerOptions options, WorkerMetrics metrics, InstantSource time) {
    LamportClock clock = new LamportClock();
    TaskEvents events = new TaskEvents(clock, time, metrics);
    events.enable(options.service().events().tasks());
    return new Monitoring(options, clock, new TaskTally(), events, metrics);
  }

  /** What the steps of the path tell. */
  TaskObserver observer() {
    return new Observers(tally, events);
  }

  /** The way to the monitors, not yet started. */
  WorkerEvents open(Broker broker, Vitals vitals) {
    return WorkerEvents.to(
        new WorkerEvents.Destination(
            broker.fanout(), options.nodename(), options.service().events().heartbeat()),
        events,
        vitals,
        metrics);
  }
}
