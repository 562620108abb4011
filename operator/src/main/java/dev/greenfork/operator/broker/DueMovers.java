package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.operator.replicas.Retreat;
import dev.greenfork.operator.routing.RoutingDesk;
import dev.greenfork.operator.scaling.SignalDesk;
import dev.greenfork.operator.workers.WorkerWatches;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One mover for each Broker that answers. Only a leader reconciles, so only a leader has any; one
 * whose Broker is gone ends by itself. Thread-safe.
 */
@ApplicationScoped
class DueMovers {

  private record Running(BrokerSpec spec, DueMover mover) {}

  private final Connections connections;
  private final WorkerWatches watches;
  private final SignalDesk desk;
  private final Retreat retreat;
  private final RoutingDesk routing;
  private final Map<BrokerOwner, Running> byBroker = new ConcurrentHashMap<>();

  DueMovers(
      Connections connections,
      WorkerWatches watches,
      SignalDesk desk,
      Retreat retreat,
      RoutingDesk routing) {
    this.connections = connections;
    this.watches = watches;
    this.desk = desk;
    this.retreat = retreat;
    this.routing = routing;
    desk.listen((broker, queues) -> wake(broker));
  }

  /**
   * Moves what is due in these queues of a Broker, and puts back what dead workers left there,
   * until it is not asked for again.
   */
  synchronized void serve(BrokerOwner broker, BrokerSpec spec, DueMover.Service service) {
    byBroker.values().removeIf(each -> !each.mover().isAlive());
    Running before = byBroker.get(broker);
    if (before != null && before.spec().equals(spec)) {
      before.mover().serve(service);
      return;
    }
    stop(broker);
    DueMover mover =
        new DueMover(
            broker,
            () -> connections.open(broker.namespace(), spec),
            new DueMover.Duties(
                watches.over(broker.namespace()), desk.of(broker), retreat.from(broker), routing));
    mover.serve(service);
    mover.start();
    byBroker.put(broker, new Running(spec, mover));
  }

  /** Ends it for a Broker whose queues are not ours to touch. */
  synchronized void stop(BrokerOwner broker) {
    Running running = byBroker.remove(broker);
    if (running != null) {
      running.mover().close();
    }
  }

  /** As {@link #stop}, and forgets what was seen there. */
  void leave(BrokerOwner broker) {
    stop(broker);
    desk.forget(broker);
    routing.forget(broker);
  }

  /** Something was read at this broker: there may be something to split. */
  private void wake(BrokerOwner broker) {
    Running running = byBroker.get(broker);
    if (running != null) {
      running.mover().wake();
    }
  }

  synchronized void onStop(@Observes ShutdownEvent event) {
    byBroker.values().forEach(each -> each.mover().close());
    byBroker.clear();
  }
}
