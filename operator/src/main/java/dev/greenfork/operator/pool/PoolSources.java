package dev.greenfork.operator.pool;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.workers.PodSource;
import dev.greenfork.operator.workers.WorkerPods;
import dev.greenfork.operator.workload.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
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

/**
 * What wakes the reconciler of pools: one informer per kind, with a label selector on what is ours.
 */
final class PoolSources {

  private static final String BY_BROKER = "by-broker";

  private @Nullable InformerEventSource<Deployment, WorkerPool> deployments;
  private @Nullable InformerEventSource<ServiceAccount, WorkerPool> accounts;
  private @Nullable InformerEventSource<ConfigMap, WorkerPool> settings;
  private @Nullable InformerEventSource<PodDisruptionBudget, WorkerPool> disruptions;

  private @Nullable IndexedResourceCache<WorkerPool> pools;

  private final SimpleInboundEventSource<WorkerPool> decisions =
      new SimpleInboundEventSource<>("decisions");

  private final WorkerPods workers;

  PoolSources(WorkerPods workers) {
    this.workers = workers;
  }

  List<EventSource<?, WorkerPool>> prepare(EventSourceContext<WorkerPool> context) {
    InformerEventSource<Deployment, WorkerPool> ours = owned(Deployment.class, context);
    InformerEventSource<ServiceAccount, WorkerPool> theirs = owned(ServiceAccount.class, context);
    InformerEventSource<ConfigMap, WorkerPool> told = owned(ConfigMap.class, context);
    InformerEventSource<PodDisruptionBudget, WorkerPool> guards =
        owned(PodDisruptionBudget.class, context);
    disruptions = guards;
    deployments = ours;
    accounts = theirs;
    settings = told;
    pools = context.getPrimaryCache();
    return List.of(
        ours, theirs, told, guards, brokers(context), new PodSource(workers, context), decisions);
  }

  /**
   * What the API server answered is newer than what the informers have: the next run must see it.
   */
  void seen(Outcome.Applied applied) {
    Live before = applied.before();
    seen(accounts, applied.now().account(), before.account());
    seen(settings, applied.now().settings(), before.settings());
    seen(disruptions, applied.now().disruptions(), before.disruptions());
    seen(deployments, applied.now().deployment(), before.deployment());
  }

  /** Something else was seen at a Broker. */
  void seen(BrokerOwner broker) {
    IndexedResourceCache<WorkerPool> cache = pools;
    if (cache != null) {
      cache.byIndex(BY_BROKER, key(broker.namespace(), broker.name())).stream()
          .map(ResourceID::fromResource)
          .forEach(this::decided);
    }
  }

  /** Somebody has decided something about a pool. */
  void decided(ResourceID pool) {
    decisions.propagateEvent(pool);
  }

  private static <T extends HasMetadata> void seen(
      @Nullable InformerEventSource<T, WorkerPool> source, T now, @Nullable T before) {
    if (source == null) {
      return;
    }
    ResourceID id = ResourceID.fromResource(now);
    if (before == null) {
      source.handleRecentResourceCreate(id, now);
    } else {
      source.handleRecentResourceUpdate(id, now, before);
    }
  }

  private static <T extends HasMetadata> InformerEventSource<T, WorkerPool> owned(
      Class<T> type, EventSourceContext<WorkerPool> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, WorkerPool.class)
            .withLabelSelector(Names.OURS)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  private static InformerEventSource<Broker, WorkerPool> brokers(
      EventSourceContext<WorkerPool> context) {
    context
        .getPrimaryCache()
        .addIndexer(
            BY_BROKER,
            pool -> List.of(key(pool.getMetadata().getNamespace(), pool.getSpec().broker())));
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Broker.class, WorkerPool.class)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(broker -> poolsOf(broker, context))
            .withPrimaryToSecondaryMapper((WorkerPool pool) -> Set.of(brokerOf(pool)))
            .build(),
        context);
  }

  private static Set<ResourceID> poolsOf(Broker broker, EventSourceContext<WorkerPool> context) {
    return context
        .getPrimaryCache()
        .byIndex(
            BY_BROKER, key(broker.getMetadata().getNamespace(), broker.getMetadata().getName()))
        .stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ResourceID brokerOf(WorkerPool pool) {
    return new ResourceID(pool.getSpec().broker(), pool.getMetadata().getNamespace());
  }

  private static String key(String namespace, String broker) {
    return namespace + "/" + broker;
  }
}
