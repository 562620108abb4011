package dev.greenfork.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Meters of the reconcilers: by controller and outcome alone, as those that come with JOSDK 5.2
 * have one series per resource and grow with every pool ever made. Thread-safe.
 */
@Singleton
class ReconcileMetrics implements Metrics {

  private final MeterRegistry registry;

  ReconcileMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void receivedEvent(Event event, Map<String, Object> metadata) {
    registry.counter("greenfork.operator.events").increment();
  }

  @Override
  public void failedReconciliation(
      HasMetadata resource, Exception exception, Map<String, Object> metadata) {
    registry.counter("greenfork.operator.failures", "kind", resource.getKind()).increment();
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "failed";
    try {
      T result = execution.execute();
      outcome = execution.successTypeName(result);
      return result;
    } finally {
      sample.stop(
          registry.timer(
              "greenfork.operator.reconcile",
              "controller",
              execution.controllerName(),
              "outcome",
              outcome));
    }
  }
}
