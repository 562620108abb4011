package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.Restored;
import dev.greenfork.decisions.resources.BrokerSpec;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One mover for each Broker that answers. Only a leader reconciles, so only a leader has any; one
 * whose Broker is gone ends by itself. Thread-safe.
 */
@ApplicationScoped
class DueMovers {

  private record Running(BrokerSpec spec, DueMover mover) {}

  private final Connections connections;
  private final Map<BrokerOwner, Running> byBroker = new HashMap<>();

  DueMovers(Connections connections) {
    this.connections = connections;
  }

  /**
   * Moves what is due in these queues of a Broker, and puts back what dead workers left there,
   * until it is not asked for again.
   *
   * @param told hears what was put back
   */
  synchronized void serve(
      BrokerOwner broker, BrokerSpec spec, List<String> queues, Consumer<Restored> told) {
    byBroker.values().removeIf(each -> !each.mover().isAlive());
    Running before = byBroker.get(broker);
    if (before != null && before.spec().equals(spec)) {
      before.mover().serve(queues);
      return;
    }
    stop(broker);
    DueMover mover =
        new DueMover(broker.toString(), () -> connections.open(broker.namespace(), spec), told);
    mover.serve(queues);
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

  synchronized void onStop(@Observes ShutdownEvent event) {
    byBroker.values().forEach(each -> each.mover().close());
    byBroker.clear();
  }
}
