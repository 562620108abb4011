package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.decisions.resources.BrokerStatus;
import dev.greenfork.operator.events.Events;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.resources.WorkerPool;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at a Broker, says what it saw, and looks again after a while. */
@ControllerConfiguration(name = "broker")
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 1000,
    intervalMultiplier = 2,
    maxInterval = 30_000)
public class BrokerReconciler implements Reconciler<Broker> {

  /** Somebody is waiting for this one. */
  private static final Duration WHILE_NOT = Duration.ofSeconds(5);

  private final Prober prober;
  private final DueMovers movers;
  private final Services services;
  private final Events events;
  private final Clock clock;
  private final Duration whileWell;

  /**
   * @param whileWell how long to wait before the next look at a broker that answers
   */
  BrokerReconciler(
      Prober prober,
      DueMovers movers,
      Services services,
      Events events,
      Clock clock,
      @ConfigProperty(name = "greenfork.broker.look-every") Duration whileWell) {
    this.prober = prober;
    this.movers = movers;
    this.services = services;
    this.events = events;
    this.clock = clock;
    this.whileWell = whileWell;
  }

  @Override
  public List<EventSource<?, Broker>> prepareEventSources(EventSourceContext<Broker> context) {
    return BrokerSources.prepare(context);
  }

  @Override
  public UpdateControl<Broker> reconcile(Broker broker, Context<Broker> context) {
    if (broker.isMarkedForDeletion()) {
      return UpdateControl.noUpdate();
    }
    Sight sight = prober.look(owner(broker), broker.getSpec());
    moveDue(broker, sight, context);
    BrokerStatus next = BrokerStatuses.next(broker, sight, clock.instant());
    Duration pause = sight instanceof Sight.Answered ? whileWell : WHILE_NOT;
    BrokerStatus before = broker.getStatus();
    if (next.equals(before)) {
      return UpdateControl.<Broker>noUpdate().rescheduleAfter(pause);
    }
    Transitions.between(before == null ? null : before.conditions(), next.conditions())
        .forEach(happening -> events.tell(broker, happening));
    return UpdateControl.patchStatus(withStatus(broker, next)).rescheduleAfter(pause);
  }

  /** A broker that is silent for a while keeps its mover, which tries again by itself. */
  private void moveDue(Broker broker, Sight sight, Context<Broker> context) {
    switch (sight) {
      case Sight.Answered _ ->
          movers.serve(
              owner(broker),
              broker.getSpec(),
              services.of(
                  broker,
                  List.copyOf(context.getSecondaryResources(WorkerPool.class)),
                  context.getSecondaryResources(TaskRoute.class)));
      case Sight.Claimed _ -> movers.leave(owner(broker));
      case Sight.Incomplete _, Sight.Refused _ -> movers.stop(owner(broker));
      case Sight.Silent _ -> {}
    }
  }

  private static BrokerOwner owner(Broker broker) {
    return new BrokerOwner(broker.getMetadata().getNamespace(), broker.getMetadata().getName());
  }

  /** Only what we own: a server-side apply of the status. */
  private static Broker withStatus(Broker broker, BrokerStatus status) {
    Broker patch = new Broker();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(broker.getMetadata().getName())
            .withNamespace(broker.getMetadata().getNamespace())
            .build());
    patch.setStatus(status);
    return patch;
  }
}
