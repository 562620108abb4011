package dev.greenfork.worker.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/** What becomes of prefork children. Thread safe. */
public final class ChildMetrics {

  private final Counter started;
  private final Counter died;
  private final Counter recycled;
  private final Counter late;

  /**
   * What is counted where it arises: children that live, places that wait, spares that are warm.
   */
  public record Now(IntSupplier living, IntSupplier backingOff, IntSupplier spares) {}

  public ChildMetrics(WorkerMetrics metrics, Now now) {
    started = metrics.counter("greenfork_children_started", "Prefork children that got ready.");
    died =
        metrics.counter(
            "greenfork_children_died",
            "Prefork children that ended without being told to, or were killed, by why.",
            "reason");
    recycled =
        metrics.counter(
            "greenfork_children_recycled",
            "Prefork children that were replaced between tasks, by why.",
            "reason");
    late =
        metrics.counter(
            "greenfork_children_late",
            "Replacements that were not warm when they were needed: a slot was out of use.");
    metrics.gauge(
        "greenfork_children", "Prefork children that live, spares included.", gauge(now.living()));
    metrics.gauge(
        "greenfork_children_backing_off",
        "Slots without a child that wait, because their children died too often in a row.",
        gauge(now.backingOff()));
    metrics.gauge(
        "greenfork_children_spare", "Prefork children that are warm.", gauge(now.spares()));
  }

  /** A child got ready. */
  public void started() {
    started.inc();
  }

  /** A child died. */
  public void died(String reason) {
    died.labelValues(reason).inc();
  }

  /** A child is replaced between tasks. */
  public void recycled(String reason) {
    recycled.labelValues(reason).inc();
  }

  /** A slot waits for its replacement. */
  public void late() {
    late.inc();
  }

  private static DoubleSupplier gauge(IntSupplier number) {
    return number::getAsInt;
  }
}
