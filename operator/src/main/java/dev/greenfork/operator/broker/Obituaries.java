package dev.greenfork.operator.broker;

import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Restored;
import dev.greenfork.operator.events.Events;
import dev.greenfork.operator.events.Happening;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells of workers that were found dead, and of what was put back of theirs: an Event of their
 * pool, or of the Broker where they are no pool's; and two counters. Thread-safe.
 */
@ApplicationScoped
class Obituaries {

  private static final int MOST_NAMED = 3;

  private final Events events;
  private final MeterRegistry registry;

  Obituaries(Events events, MeterRegistry registry) {
    this.events = events;
    this.registry = registry;
  }

  /** Tells of these, who worked for one of these pools or for nobody known. */
  void publish(Broker broker, List<WorkerPool> pools, List<Loss> losses) {
    Restored all = Restored.of(losses);
    registry.counter("greenfork.operator.lost.workers").increment(losses.size());
    registry.counter("greenfork.operator.restored.deliveries").increment((double) all.messages());
    byOwner(broker, pools, losses).forEach((owner, some) -> events.tell(owner, happening(some)));
  }

  private static Map<HasMetadata, List<Loss>> byOwner(
      Broker broker, List<WorkerPool> pools, List<Loss> losses) {
    Map<String, WorkerPool> byName =
        pools.stream()
            .collect(Collectors.toMap(pool -> pool.getMetadata().getName(), pool -> pool));
    Map<HasMetadata, List<Loss>> byOwner = new LinkedHashMap<>();
    for (Loss loss : losses) {
      // Workers of a pool are called pool@pod.
      WorkerPool pool = byName.get(loss.nodename().replaceFirst("@.*", ""));
      byOwner.computeIfAbsent(pool == null ? broker : pool, any -> new ArrayList<>()).add(loss);
    }
    return byOwner;
  }

  static Happening happening(List<Loss> losses) {
    Restored all = Restored.of(losses);
    String named =
        losses.stream().limit(MOST_NAMED).map(Obituaries::clause).collect(Collectors.joining("; "));
    int others = losses.size() - MOST_NAMED;
    return Happening.warning(
        "Restored",
        "put %d messages of workers that are gone back to their queues, %d of which were running: %s%s"
            .formatted(
                all.messages(),
                all.died(),
                named,
                others > 0 ? "; and %d more".formatted(others) : ""));
  }

  private static String clause(Loss loss) {
    return loss.nodename() + ": " + (loss.how() == null ? "its lease has run out" : loss.how());
  }
}
