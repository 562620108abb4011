package dev.greenfork.operator.pool;

import dev.greenfork.operator.routing.Finding;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How many tasks do not fit the queues of each pool. Thread-safe. */
@ApplicationScoped
class MismatchMetrics {

  private final MultiGauge gauge;
  private final Map<ResourceID, List<Finding>> byPool = new HashMap<>();

  MismatchMetrics(MeterRegistry registry) {
    this.gauge =
        MultiGauge.builder("greenfork.pool.mismatched.tasks")
            .description("Tasks that do not fit the pools of their queue, by reason.")
            .register(registry);
  }

  synchronized void found(ResourceID pool, List<Finding> findings) {
    List<Finding> before = findings.isEmpty() ? byPool.remove(pool) : byPool.put(pool, findings);
    if (!findings.equals(before == null ? List.of() : before)) {
      register();
    }
  }

  synchronized void prune(Predicate<ResourceID> exists) {
    if (byPool.keySet().removeIf(exists.negate())) {
      register();
    }
  }

  private void register() {
    List<Row<?>> rows = new ArrayList<>();
    byPool.forEach(
        (pool, findings) -> {
          for (Finding.Kind kind : Finding.Kind.values()) {
            int tasks =
                findings.stream()
                    .filter(finding -> finding.kind() == kind)
                    .mapToInt(finding -> finding.tasks().size())
                    .sum();
            if (tasks > 0) {
              rows.add(
                  Row.of(
                      Tags.of(
                          "namespace",
                          pool.getNamespace().orElse(""),
                          "pool",
                          pool.getName(),
                          "reason",
                          kind.reason()),
                      tasks));
            }
          }
        });
    gauge.register(rows, true);
  }
}
