package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.operator.replicas.Retreat;
import dev.greenfork.operator.scaling.SignalDesk;
import dev.greenfork.operator.workers.Sizes;
import dev.greenfork.operator.workers.WorkerPods;
import dev.greenfork.operator.workers.WorkerWatch;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;

/**
 * One mover for each Broker that answers. Only a leader reconciles, so only a leader has any; one
 * whose Broker is gone ends by itself. Thread-safe.
 */
@ApplicationScoped
class DueMovers {

  private record Running(BrokerSpec spec, DueMover mover) {}

  private final Connections connections;
  private final WorkerPods pods;
  private final Sizes sizes;
  private final SignalDesk desk;
  private final Retreat retreat;
  private final Map<BrokerOwner, Running> byBroker = new HashMap<>();

  DueMovers(
      Connections connections, WorkerPods pods, Sizes sizes, SignalDesk desk, Retreat retreat) {
    this.retreat = retreat;
    this.connections = connections;
    this.pods = pods;
    this.sizes = sizes;
    this.desk = desk;
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
            broker.toString(),
            () -> connections.open(broker.namespace(), spec),
            new WorkerWatch(broker.namespace(), pods, sizes),
            desk.of(broker),
            retreat.from(broker));
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
  }

  synchronized void onStop(@Observes ShutdownEvent event) {
    byBroker.values().forEach(each -> each.mover().close());
    byBroker.clear();
  }
}
