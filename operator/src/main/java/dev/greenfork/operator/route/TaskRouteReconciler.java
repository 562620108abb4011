package dev.greenfork.operator.route;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.decisions.resources.TaskRouteStatus;
import dev.greenfork.operator.events.Events;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.routing.RoutingDesk;
import dev.greenfork.operator.status.Transitions;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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

/** Says what became of a TaskRoute; its Broker's reconciler brings the rules to the broker. */
@ControllerConfiguration(name = "taskroute")
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 1000,
    intervalMultiplier = 2,
    maxInterval = 30_000)
public class TaskRouteReconciler implements Reconciler<TaskRoute> {

  /** What was measured changes with each run, and is read by people. */
  private static final Duration MEASURED_ANEW = Duration.ofMinutes(2);

  private final RoutingDesk desk;
  private final Events events;
  private final Clock clock;
  private final RouteSources sources = new RouteSources();

  TaskRouteReconciler(RoutingDesk desk, Events events, Clock clock) {
    this.desk = desk;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, TaskRoute>> prepareEventSources(
      EventSourceContext<TaskRoute> context) {
    desk.listen(sources::seen);
    return sources.prepare(context);
  }

  @Override
  public UpdateControl<TaskRoute> reconcile(TaskRoute route, Context<TaskRoute> context) {
    if (route.isMarkedForDeletion()) {
      return UpdateControl.noUpdate();
    }
    BrokerOwner broker =
        new BrokerOwner(route.getMetadata().getNamespace(), route.getSpec().broker());
    RouteStatuses.Sight sight =
        new RouteStatuses.Sight(
            context.getSecondaryResource(Broker.class).isPresent(),
            desk.of(broker),
            desk.evidence(broker));
    TaskRouteStatus next = RouteStatuses.next(route, sight, clock.instant());
    TaskRouteStatus before = route.getStatus();
    if (next.equals(before)) {
      return UpdateControl.<TaskRoute>noUpdate().rescheduleAfter(MEASURED_ANEW);
    }
    Transitions.between(before == null ? null : before.conditions(), next.conditions())
        .forEach(happening -> events.tell(route, happening));
    return UpdateControl.patchStatus(withStatus(route, next)).rescheduleAfter(MEASURED_ANEW);
  }

  /** Only what we own: a server-side apply of the status. */
  private static TaskRoute withStatus(TaskRoute route, TaskRouteStatus status) {
    TaskRoute patch = new TaskRoute();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(route.getMetadata().getName())
            .withNamespace(route.getMetadata().getNamespace())
            .build());
    patch.setStatus(status);
    return patch;
  }
}
