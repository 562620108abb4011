package dev.greenfork.operator.route;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.TaskRoute;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What wakes the reconciler of TaskRoutes: their Broker, and what is seen there. */
final class RouteSources {

  private static final String BY_BROKER = "by-broker";

  private final SimpleInboundEventSource<TaskRoute> sights =
      new SimpleInboundEventSource<>("sights");

  private volatile @Nullable IndexedResourceCache<TaskRoute> routes;

  List<EventSource<?, TaskRoute>> prepare(EventSourceContext<TaskRoute> context) {
    context
        .getPrimaryCache()
        .addIndexer(
            BY_BROKER,
            route -> List.of(key(route.getMetadata().getNamespace(), route.getSpec().broker())));
    routes = context.getPrimaryCache();
    return List.of(brokers(context), sights);
  }

  /** Something else was seen at a Broker. */
  void seen(BrokerOwner broker) {
    ofBroker(broker.namespace(), broker.name()).forEach(sights::propagateEvent);
  }

  /** A TaskRoute is told when its Broker comes or goes; what is seen there comes otherwise. */
  private InformerEventSource<Broker, TaskRoute> brokers(EventSourceContext<TaskRoute> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Broker.class, TaskRoute.class)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(
                broker ->
                    ofBroker(broker.getMetadata().getNamespace(), broker.getMetadata().getName()))
            .withPrimaryToSecondaryMapper(
                (TaskRoute route) ->
                    Set.of(
                        new ResourceID(
                            route.getSpec().broker(), route.getMetadata().getNamespace())))
            .withOnUpdateFilter((now, before) -> false)
            .build(),
        context);
  }

  private Set<ResourceID> ofBroker(String namespace, String broker) {
    IndexedResourceCache<TaskRoute> cache = routes;
    return cache == null
        ? Set.of()
        : cache.byIndex(BY_BROKER, key(namespace, broker)).stream()
            .map(ResourceID::fromResource)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String key(String namespace, String broker) {
    return namespace + "/" + broker;
  }
}
