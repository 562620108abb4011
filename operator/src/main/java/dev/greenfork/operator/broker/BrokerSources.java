package dev.greenfork.operator.broker;

import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What wakes the reconciler of Brokers: pools and TaskRoutes that name them. */
final class BrokerSources {

  private BrokerSources() {}

  static List<EventSource<?, Broker>> prepare(EventSourceContext<Broker> context) {
    return List.of(pools(context), routes(context));
  }

  /** Their statuses change with every task list that is told, and otherwise do not matter here. */
  private static InformerEventSource<WorkerPool, Broker> pools(EventSourceContext<Broker> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(WorkerPool.class, Broker.class)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(pool -> broker(pool, pool.getSpec().broker()))
            .withOnUpdateFilter(
                (now, before) ->
                    isOther(now, before) || !Objects.equals(digest(now), digest(before)))
            .build(),
        context);
  }

  private static InformerEventSource<TaskRoute, Broker> routes(EventSourceContext<Broker> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(TaskRoute.class, Broker.class)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(route -> broker(route, route.getSpec().broker()))
            .withOnUpdateFilter(BrokerSources::isOther)
            .build(),
        context);
  }

  private static Set<ResourceID> broker(HasMetadata resource, String name) {
    return Set.of(new ResourceID(name, resource.getMetadata().getNamespace()));
  }

  private static boolean isOther(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion();
  }

  private static @Nullable String digest(WorkerPool pool) {
    return pool.getStatus() == null || pool.getStatus().tasks() == null
        ? null
        : pool.getStatus().tasks().digest();
  }
}
