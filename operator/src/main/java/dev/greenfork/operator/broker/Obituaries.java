package dev.greenfork.operator.broker;

import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Restored;
import dev.greenfork.operator.events.Events;
import dev.greenfork.operator.events.Happening;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.workers.News;
import dev.greenfork.operator.workers.Refusal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells of workers that were found dead, and of what was put back of theirs, and of workers that do
 * not take another size: an Event of their pool, or of the Broker where they are no pool's; and two
 * counters. Thread-safe.
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

  /** Tells of these, who work or worked for one of these pools or for nobody known. */
  void publish(Broker broker, List<WorkerPool> pools, News news) {
    List<Loss> losses = news.losses();
    Restored all = Restored.of(losses);
    registry.counter("greenfork.operator.lost.workers").increment(losses.size());
    registry.counter("greenfork.operator.restored.deliveries").increment((double) all.messages());
    Owners owners = new Owners(broker, pools);
    owners.of(losses, Loss::nodename).forEach((owner, some) -> events.tell(owner, happening(some)));
    owners
        .of(news.refusals(), Refusal::nodename)
        .forEach((owner, some) -> events.tell(owner, refused(some)));
  }

  /** Whose the workers of a broker are. */
  private record Owners(Broker broker, List<WorkerPool> pools) {

    <T> Map<HasMetadata, List<T>> of(List<T> items, Function<T, String> nodename) {
      Map<String, WorkerPool> byName =
          pools.stream()
              .collect(Collectors.toMap(pool -> pool.getMetadata().getName(), pool -> pool));
      Map<HasMetadata, List<T>> byOwner = new LinkedHashMap<>();
      for (T item : items) {
        // Workers of a pool are called pool@pod.
        WorkerPool pool = byName.get(nodename.apply(item).replaceFirst("@.*", ""));
        byOwner.computeIfAbsent(pool == null ? broker : pool, any -> new ArrayList<>()).add(item);
      }
      return byOwner;
    }
  }

  static Happening refused(List<Refusal> refusals) {
    Refusal first = refusals.getFirst();
    int others = refusals.size() - 1;
    return Happening.warning(
        "ResizeRefused",
        "%s%s not run %d tasks at once: %s"
            .formatted(
                first.nodename(),
                others > 0 ? " and %d more do".formatted(others) : " does",
                first.size(),
                first.why()));
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
