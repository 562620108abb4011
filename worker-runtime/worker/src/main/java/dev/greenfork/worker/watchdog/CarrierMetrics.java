package dev.greenfork.worker.watchdog;

import dev.greenfork.worker.metrics.WorkerMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Duration;

/** The numbers of the watchdog. Thread safe. */
public final class CarrierMetrics {

  private final Counter hogged;
  private final Counter pinned;
  private final Counter cpu;
  private volatile int carriers;
  private volatile int extra;

  public CarrierMetrics(WorkerMetrics metrics) {
    hogged =
        metrics.counter(
            "greenfork_carrier_hog_seconds",
            "Time for which tasks computed without leaving their carriers, by task.",
            "task");
    pinned =
        metrics.counter(
            "greenfork_carrier_pinned_seconds",
            "Time for which tasks were blocked and could not leave their carriers, by task.",
            "task");
    cpu =
        metrics.counter(
            "greenfork_task_cpu_seconds",
            "Sampled processor time of green tasks, by task.",
            "task");
    metrics.gauge("greenfork_carriers", "Carriers that green tasks may use.", () -> carriers);
    metrics.gauge(
        "greenfork_carriers_added", "Carriers added for those that are held.", () -> extra);
  }

  void hogged(String task, Duration time) {
    hogged.labelValues(task).inc(time.toNanos() / 1e9);
  }

  void pinned(String task, Duration time) {
    pinned.labelValues(task).inc(time.toNanos() / 1e9);
  }

  void used(String task, long nanos) {
    cpu.labelValues(task).inc(nanos / 1e9);
  }

  void carriers(int all, int added) {
    carriers = all;
    extra = added;
  }
}
