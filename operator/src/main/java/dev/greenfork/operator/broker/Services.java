package dev.greenfork.operator.broker;

import dev.greenfork.operator.placement.Wishes;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.routing.RoutingOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** What is wanted of the mover of a Broker. Thread-safe. */
@ApplicationScoped
class Services {

  private final Obituaries obituaries;
  private final Wishes wishes;

  Services(Obituaries obituaries, Wishes wishes) {
    this.obituaries = obituaries;
    this.wishes = wishes;
  }

  /** For a Broker with these pools and TaskRoutes. */
  DueMover.Service of(Broker broker, List<WorkerPool> pools, Collection<TaskRoute> routes) {
    RoutingOrder routing = RoutingOrder.of(routes, pools);
    return new DueMover.Service(
        routing.queues(),
        news -> obituaries.publish(broker, pools, news),
        wishes.of(broker, pools),
        routing);
  }
}
