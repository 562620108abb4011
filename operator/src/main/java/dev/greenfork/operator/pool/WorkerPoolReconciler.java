package dev.greenfork.operator.pool;

import dev.greenfork.decisions.resources.WorkerPoolStatus;
import dev.greenfork.operator.events.Events;
import dev.greenfork.operator.replicas.Autoscaler;
import dev.greenfork.operator.replicas.Standing;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.status.Transitions;
import dev.greenfork.operator.workers.WorkerPods;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Reads a pool, brings its workload to what it should be, says how it went. */
@ControllerConfiguration(name = "workerpool")
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 1000,
    intervalMultiplier = 2,
    maxInterval = 30_000)
public class WorkerPoolReconciler implements Reconciler<WorkerPool> {

  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

  private final Workloads workloads;
  private final Events events;
  private final Clock clock;
  private final WorkerPods pods;
  private final Autoscaler autoscaler;
  private final TaskReports reports;
  private final PoolSources sources;

  WorkerPoolReconciler(
      Workloads workloads,
      WorkerPods pods,
      Autoscaler autoscaler,
      TaskReports reports,
      Events events,
      Clock clock) {
    this.workloads = workloads;
    this.pods = pods;
    this.autoscaler = autoscaler;
    this.reports = reports;
    this.sources = new PoolSources(pods);
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, WorkerPool>> prepareEventSources(
      EventSourceContext<WorkerPool> context) {
    autoscaler.onDecision(sources::decided);
    reports.onSight(sources::seen);
    return sources.prepare(context);
  }

  @Override
  public UpdateControl<WorkerPool> reconcile(WorkerPool pool, Context<WorkerPool> context) {
    if (pool.isMarkedForDeletion()) {
      return UpdateControl.noUpdate(); // the garbage collector drains the workers
    }
    BrokerView broker =
        BrokerView.of(pool.getSpec().broker(), context.getSecondaryResource(Broker.class));
    Live live = Live.of(context);
    Standing standing = autoscaler.standing(pool, live.deployment());
    Outcome outcome = bring(pool, broker, live, standing.replicas(), context);
    String namespace = pool.getMetadata().getNamespace();
    String name = pool.getMetadata().getName();
    WorkerPoolStatus next =
        PoolStatuses.next(
            pool,
            new PoolStatuses.Sight(
                broker,
                outcome,
                pods.of(namespace, name),
                standing,
                reports.of(pool, Workers.of(standing.replicas(), outcome.live()))),
            clock.instant());
    PoolHappenings.of(outcome, standing.reason())
        .forEach(happening -> events.tell(pool, happening));
    PoolHappenings.ofEnds(pods.takeNews(namespace, name))
        .forEach(happening -> events.tell(pool, happening));
    WorkerPoolStatus before = pool.getStatus();
    if (next.equals(before)) {
      return again(UpdateControl.noUpdate(), outcome);
    }
    Transitions.between(before == null ? null : before.conditions(), next.conditions())
        .forEach(happening -> events.tell(pool, happening));
    return again(UpdateControl.patchStatus(withStatus(pool, next)), outcome);
  }

  /** A quota or a policy that refuses may be changed without an event that we would see. */
  private static UpdateControl<WorkerPool> again(
      UpdateControl<WorkerPool> control, Outcome outcome) {
    return outcome instanceof Outcome.Refused ? control.rescheduleAfter(AFTER_REFUSAL) : control;
  }

  private Outcome bring(
      WorkerPool pool, BrokerView broker, Live live, int replicas, Context<WorkerPool> context) {
    IndexedResourceCache<WorkerPool> pools = context.getPrimaryCache();
    Predicate<ResourceID> exists = id -> pools.get(id).isPresent();
    workloads.prune(pools.list(any -> true).count(), exists);
    autoscaler.prune(exists);
    reports.prune(exists);
    return switch (Plan.of(pool, broker, live.deployment() != null)) {
      case Plan.Leave leave -> new Outcome.Left(live.deployment());
      case Plan.Bring plan -> {
        Outcome outcome = workloads.bring(pool, plan.workload().withReplicas(replicas), live);
        if (outcome instanceof Outcome.Applied applied) {
          sources.seen(applied);
        }
        yield outcome;
      }
    };
  }

  /** Only what we own: a server-side apply of the status. */
  private static WorkerPool withStatus(WorkerPool pool, WorkerPoolStatus status) {
    WorkerPool patch = new WorkerPool();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(pool.getMetadata().getName())
            .withNamespace(pool.getMetadata().getNamespace())
            .build());
    patch.setStatus(status);
    return patch;
  }
}
