package dev.greenfork.operator.pool;

import dev.greenfork.decisions.resources.WorkerPoolStatus;
import dev.greenfork.operator.events.Events;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.status.Transitions;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
  private final PoolSources sources = new PoolSources();

  WorkerPoolReconciler(Workloads workloads, Events events, Clock clock) {
    this.workloads = workloads;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, WorkerPool>> prepareEventSources(
      EventSourceContext<WorkerPool> context) {
    return sources.prepare(context);
  }

  @Override
  public UpdateControl<WorkerPool> reconcile(WorkerPool pool, Context<WorkerPool> context) {
    if (pool.isMarkedForDeletion()) {
      return UpdateControl.noUpdate(); // the garbage collector drains the workers
    }
    BrokerView broker =
        BrokerView.of(pool.getSpec().broker(), context.getSecondaryResource(Broker.class));
    Outcome outcome = bring(pool, broker, context);
    WorkerPoolStatus next = PoolStatuses.next(pool, broker, outcome, clock.instant());
    PoolHappenings.of(outcome).forEach(happening -> events.tell(pool, happening));
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

  private Outcome bring(WorkerPool pool, BrokerView broker, Context<WorkerPool> context) {
    Optional<Deployment> live = context.getSecondaryResource(Deployment.class);
    boolean accountMissing = context.getSecondaryResource(ServiceAccount.class).isEmpty();
    workloads
        .memory()
        .prune(
            context.getPrimaryCache().list(any -> true).count(),
            id -> context.getPrimaryCache().get(id).isPresent());
    return switch (Plan.of(pool, broker, live.isPresent())) {
      case Plan.Leave leave -> new Outcome.Left(live.orElse(null));
      case Plan.Bring plan -> {
        Outcome outcome = workloads.bring(pool, plan.workload(), live.orElse(null), accountMissing);
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
